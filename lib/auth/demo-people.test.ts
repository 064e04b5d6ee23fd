import { describe, expect, it } from 'vitest';
import { ROLES } from '@/lib/base/actor';
import { DEMO_PEOPLE, reasonAgainstDemo } from './demo-people';

describe('demo sign-ins', () => {
  const sandbox = { COUNTERFOIL_MODE: 'sandbox', HOST: '127.0.0.1', ALLOW_REMOTE_DEMO: '0' };

  it.each(['127.0.0.1', 'localhost', '::1'])('are open in the sandbox on %s', (HOST) => {
    expect(reasonAgainstDemo({ ...sandbox, HOST })).toBeNull();
  });

  it.each(['0.0.0.0', '::', '192.168.1.5', 'example.com', '127.0.0.1.example.com'])(
    'are closed on %s unless somebody says so',
    (HOST) => {
      expect(reasonAgainstDemo({ ...sandbox, HOST })).toContain('ALLOW_REMOTE_DEMO=1');
      expect(reasonAgainstDemo({ ...sandbox, HOST, ALLOW_REMOTE_DEMO: '1' })).toBeNull();
    },
  );

  it('are closed on a real Core, whatever else is set', () => {
    const real = { ...sandbox, COUNTERFOIL_MODE: 'real', ALLOW_REMOTE_DEMO: '1' };
    expect(reasonAgainstDemo(real)).toContain('sandbox only');
  });

  it('have one person per role', () => {
    expect(DEMO_PEOPLE.map((demo) => demo.role).sort()).toEqual([...ROLES].sort());
    expect(new Set(DEMO_PEOPLE.map((demo) => demo.id)).size).toBe(ROLES.length);
  });
});
