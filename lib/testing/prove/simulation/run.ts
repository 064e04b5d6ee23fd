import { parseArgs } from 'node:util';
import { simulate } from './simulate';

/*
 * Simulates the worlds of a range of seeds and prints what was wrong as one line of JSON; with `--until-wrong`
 * only up to the first one.
 */
const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    to: { type: 'string', default: '100' },
    name: { type: 'string', default: '1' },
    'until-wrong': { type: 'boolean' },
  },
});
// A law that is broken is what this looks for; it need not be logged besides.
console.error = () => {};

const SHOWN = 5;
const sum = { seeds: 0, wrong: 0, operations: 0, attempts: 0, deaths: 0 };
const examples: { seed: number; wrong: string[] }[] = [];
for (let seed = Number(values.from); seed < Number(values.to); seed += 1) {
  const { wrong, told } = await simulate(`${values.name} ${seed}`);
  sum.seeds += 1;
  sum.operations += told.operations;
  sum.attempts += told.attempts;
  sum.deaths += told.deaths;
  if (wrong.length === 0) continue;
  sum.wrong += 1;
  if (examples.length < SHOWN) examples.push({ seed, wrong });
  if (values['until-wrong']) break;
}
console.log(JSON.stringify({ ...sum, examples }));
// Workers that wait for ever in a world that is over must not keep this process.
process.exit(0);
