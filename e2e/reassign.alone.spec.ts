import { ReassignDialog } from './support/reassign';
import { expect, test } from './support/test';

test('Core is down: nothing is sent, and the same form goes through once it is back', async ({
  as,
  core,
  faults,
  expectConsoleError,
}) => {
  expectConsoleError(/50[0-9]/);
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const reassign = new ReassignDialog(await as('support'));
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason();
  await faults.down();
  try {
    await reassign.verb().click();
    await expect(
      reassign.dialog.getByRole('alert').filter({ hasText: 'Nothing was sent' }),
    ).toBeVisible();
    await expect(reassign.dialog.getByRole('button', { name: 'Try again' })).toBeVisible();
  } finally {
    await faults.up();
  }
  expect(await core.ownerOf(balance_id)).toBe(jane.identity_id);
  await reassign.dialog.getByRole('button', { name: 'Try again' }).click();
  await reassign.expectVerdict('Label change only');
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
});

test('the worker is killed while the outcome is not known: another one finds it', async ({
  as,
  core,
  faults,
  killWorker,
}) => {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const reassign = new ReassignDialog(await as('support'));
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason();
  const held = await faults.arm(
    { about: balance_id, method: 'PUT', pathEnds: '/identity' },
    { kind: 'hold', what: 'request' },
    Infinity,
  );
  await reassign.verb().click();
  await reassign.expectOutcome('Unknown, checking', /do not know yet/);
  killWorker();
  await faults.release(held);
  await faults.disarm(held);
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  expect(await core.ownerOf(balance_id)).toBe(max.identity_id);
});
