// Who may import whom: the table in docs/architecture.md, as rules. Whatever a row does not name is
// forbidden to that room.
import { existsSync, readdirSync } from 'node:fs';

const roomsIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [`./${folder}/${entry.name}`] : [],
      )
    : [];

const zone = (target, ...allowed) => ({
  target,
  from: './',
  except: [...new Set(['./node_modules', target, ...allowed])],
  message: 'See the import law in docs/architecture.md.',
});

const base = './lib/base';
const ground = [base, './lib/env.ts', './lib/routes.ts'];
const behindFeatures = [
  ...ground,
  './lib/db',
  './lib/audit',
  './lib/auth',
  './lib/core',
  './lib/lineage',
  './lib/operations',
  './lib/verifier',
];
const widgets = ['./components/ui', './components/forms', './components/data-table'];
const GENERAL_ROOMS = [...widgets, './components/shell', './components/shared'];

const features = roomsIn('lib/features');
/** What the browser may know of a feature. */
const doors = (feature) =>
  ['schema', 'search-params', 'queries', 'actions'].map((door) => `${feature}/${door}.ts`);
const screens = [base, './lib/routes.ts', './lib/lineage', ...widgets, './components/shared'];

export const zones = [
  zone('./lib/base'),
  zone('./lib/core', ...ground),
  zone('./lib/db', ...ground),
  zone('./lib/lineage', base, './lib/core/schemas'),
  zone('./lib/audit', ...ground, './lib/db'),
  zone('./lib/auth', ...ground, './lib/db', './lib/audit'),
  zone(
    './lib/operations',
    ...ground,
    './lib/db',
    './lib/audit',
    './lib/auth',
    './lib/core/errors.ts',
  ),
  // package.json: the settings page shows our version.
  ...features.map((feature) => zone(feature, ...behindFeatures, './package.json')),
  zone('./lib/features/registry.ts', ...behindFeatures, './lib/features'),
  zone('./lib/worker', ...behindFeatures, './lib/features'),
  zone('./lib/sandbox', base),
  zone('./lib/verifier', './lib/operations/state.ts', './lib/base/canonical-json.ts'),
  zone('./lib/launcher'),
  zone('./components/ui', base),
  zone('./components/forms', base, './components/ui'),
  zone('./components/data-table', base, './components/ui'),
  ...['./components/shared', './components/shell'].map((room) =>
    zone(room, ...screens, ...features.flatMap(doors)),
  ),
  ...roomsIn('components')
    .filter((room) => !GENERAL_ROOMS.includes(room))
    .map((room) => zone(room, ...screens, ...doors(room.replace('components', 'lib/features')))),
  zone('./app', './components', './lib/features', './lib/auth', './lib/routes.ts', base),
  zone('./e2e', './lib/testing', './lib/launcher', base, './lib/routes.ts'),
];

/** Tests of any room may also use what is made for testing. */
export const zonesOfTests = zones.map((each) => ({
  ...each,
  except: [...new Set([...each.except, './lib/testing'])],
}));
