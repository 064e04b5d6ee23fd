import { expect, it } from 'vitest';
import { readSeedArguments } from './seed-arguments.mjs';

it('fills the sandbox of port 5001 unless another is named', () => {
  expect(readSeedArguments(['--balances', '1000000'])).toEqual({
    balances: 1_000_000,
    seed: '1',
    target: { port: 5001 },
  });
  expect(readSeedArguments(['--balances', '1000', '--port', '26100']).target).toEqual({
    port: 26100,
  });
});

it('takes the address of any database', () => {
  const database = 'postgres://me@127.0.0.1:5432/blnk';
  const read = readSeedArguments(['--balances', '1000', '--database', database, '--seed', 'x']);
  expect(read).toEqual({ balances: 1000, seed: 'x', target: { database } });
});

it.each([
  [[], '--balances takes a number'],
  [['--balances', '999'], '--balances takes a number'],
  [['--balances', '1e6'], '--balances takes a number'],
  [['--balances', '1000', '--port', '0'], '--port takes a number'],
  [['--balances', '1000', '--port', '5001', '--database', 'postgres://a/b'], 'exclude each other'],
  [['--balances', '1000', '--database', 'mysql://a/b'], '--database takes an address'],
  [['--balances', '1000', '--sed', 'x'], "Unknown option '--sed'"],
  [['--balances'], "'--balances <value>' argument missing"],
])('refuses %j', (args, reason) => {
  expect(() => readSeedArguments(args)).toThrow(reason);
});
