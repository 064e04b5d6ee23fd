import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, test } from './support/test';

test('support reassigns a balance that tracks no lineage, and finds its slip', async ({
  as,
  core,
}) => {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max', email_address: 'max@roe.example' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  await core.credit(balance_id, 50_000);
  const page = await as('support');
  const reassign = new ReassignDialog(page);

  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only; money and history stay as they are');
  const { dialog, slip } = reassign;
  await expect(dialog).toContainText('m•••@roe.example');
  await expect(dialog).not.toContainText('max@roe.example');
  await expect(dialog).toContainText(`Max ${max.last_name} will own this balance of 500.00 USD.`);
  await expect(dialog.getByLabel(/to confirm$/)).toHaveCount(0);
  await expectAccessible(page);

  await reassign.verb().click();
  await expect(dialog.getByText('Choose the reason.')).toBeVisible();
  await reassign.giveReason();
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await expect(slip.getByRole('heading')).toBeFocused();
  await expect(slip).toContainText('500.00 USD before and after');
  expect(await core.ownerOf(balance_id)).toBe(max.identity_id);
  await expectAccessible(page);
});

test('an auditor finds the change, its slip and how it went, and cannot make one', async ({
  as,
  core,
}) => {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const reassign = new ReassignDialog(await as('support'));
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason('SUP-20632');
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);

  const page = await as('auditor');
  await page.goto(`/changes?q=${balance_id}`);
  const changes = page.getByRole('table', { name: 'Changes' });
  await expect(changes).toContainText('SUP-20632');
  await expectAccessible(page);
  await changes.getByRole('link', { name: /Reassign identity/ }).click();
  await expect(page).toHaveURL(/\/changes\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('region', { name: 'How it went' })).toContainText(
    /Core read: .* as expected.*answered 200.*Read back: Max/s,
  );
  await expectAccessible(page);
});

test('support is told what breaks, with this balance’s own amounts, and types to confirm', async ({
  as,
  core,
}) => {
  const max = await core.identity({ first_name: 'Max' });
  const tracked = await core.workedExample();
  const reassign = new ReassignDialog(await as('support'));
  const { dialog, slip } = reassign;

  await reassign.open(tracked.balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage is still being booked');
  await expect(reassign.verb()).toHaveAttribute('aria-disabled', 'true');
  await reassign.expectVerdict('Lineage will stop matching after this change');
  await expect(dialog).toContainText('120.00 USD tagged: stripe 70.00, paypal 50.00');
  await expect(reassign.effects()).toHaveText([
    'The next debit is paid, but lineage stops.',
    'The next tagged credit hides money.',
    /must never be deleted after this\.$/,
  ]);
  await expect(dialog).toContainText('70.00 USD drops out of the lineage view');
  await expectAccessible(reassign.page);

  await reassign.giveReason();
  await reassign.chooseAnyway();
  await reassign.verb().click();
  await expect(dialog.getByLabel(/to confirm$/)).toBeFocused();
  await reassign.confirm(tracked.balance_id);
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  await slip.getByText('3 effects were shown').click();
  await expect(slip).toContainText(`lineage total (0.00 USD)`);
  expect(await core.ownerOf(tracked.balance_id)).toBe(max.identity_id);
});

test('what the next debit or credit comes to can be tried with any amount', async ({
  as,
  core,
}) => {
  const { balance_id } = await core.workedExample();
  const max = await core.identity({ first_name: 'Max', last_name: `Roe-${core.unique()}` });
  const page = await as('support');
  const reassign = new ReassignDialog(page);
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching');
  const trial = reassign.dialog.getByRole('region', { name: 'Try a movement' });
  const row = (name: string) => trial.getByRole('row', { name: new RegExp(`^${name}`) });
  const amount = trial.getByRole('textbox');

  // Half of the 120.00 that is tagged, to begin with.
  await expect(amount).toHaveValue('60.00');
  await expect(row('Taken from stripe')).toHaveText(/60\.00\s*60\.00\s*0\.00$/);
  await expect(row('Lineage total')).toHaveText(/60\.00\s*60\.00\s*120\.00$/);
  await expect(row('Lineage off by')).toHaveText(/0\.00\s*0\.00\s*60\.00$/);
  await amount.fill('90');
  await expect(row('Taken from paypal')).toHaveText(/20\.00\s*20\.00\s*0\.00$/);
  await expect(row('Balance')).toHaveText(/30\.00\s*30\.00\s*30\.00$/);
  await expectAccessible(page);
  for (const [text, problem] of [
    ['120.01', 'More than the balance of 120.00 USD'],
    ['1.005', 'at most 2 decimals'],
    ['-5', 'at most 2 decimals'],
    ['0', 'above zero'],
  ] as const) {
    await amount.fill(text);
    await expect(trial.getByRole('status')).toContainText(problem);
    await expect(trial.getByRole('table')).toHaveCount(0);
  }

  await trial.getByRole('radio', { name: 'Next credit' }).click();
  await amount.fill('10.00');
  await expect(row('Available from stripe')).toHaveText(/80\.00\s*80\.00\s*10\.00$/);
  await expect(row('Lineage off by')).toHaveText(/0\.00\s*0\.00\s*70\.00$/);
  await trial.getByRole('combobox', { name: 'Provider' }).click();
  await page.getByRole('option', { name: 'paypal' }).click();
  await expect(row('Available from paypal')).toHaveText(/60\.00\s*60\.00\s*10\.00$/);

  // What was foretold is what Core does.
  await core.setOwner(balance_id, max.identity_id);
  await core.credit(balance_id, 1_000, 'paypal');
  await core.lineageIs(balance_id, 8_000);
});

test('the present owner and an identity that vanished are refused at the field', async ({
  as,
  core,
  expectConsoleError,
}) => {
  expectConsoleError(/40[04]/);
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const reassign = new ReassignDialog(await as('support'));

  await reassign.open(balance_id);
  await reassign.choose(jane.identity_id);
  const owns = `Jane ${jane.last_name} owns this balance already. Choose another identity.`;
  await expect(reassign.dialog.getByText(owns)).toBeVisible();

  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await expect(reassign.dialog.getByText(owns)).toHaveCount(0);
  await reassign.giveReason();
  await core.call('DELETE', `/identities/${max.identity_id}`);
  await reassign.verb().click();
  await expect(
    reassign.dialog.getByText('Core does not know this identity. Choose another one.'),
  ).toBeVisible();
  expect(await core.ownerOf(balance_id)).toBe(jane.identity_id);
});

test('somebody else was first: nothing is sent, and both owners are named', async ({
  as,
  core,
  faults,
}) => {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const eve = await core.identity({ first_name: 'Eve' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const reassign = new ReassignDialog(await as('support'));

  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason();
  await core.setOwner(balance_id, eve.identity_id);
  const before = await faults.mark();
  await reassign.verb().click();
  await reassign.expectOutcome('Conflict', 'Someone else changed the owner first');
  await expect(reassign.slip).toContainText(
    `You saw Jane ${jane.last_name}; Core now shows Eve ${eve.last_name}. Nothing was sent to Core.`,
  );
  const log = await faults.log({ after: before, about: balance_id });
  expect(log.filter(({ method }) => method === 'PUT')).toEqual([]);

  await reassign.slip.getByRole('button', { name: 'Review and start again' }).click();
  await expect(reassign.dialog).toContainText(`Eve ${eve.last_name}`);
  await reassign.expectVerdict('Label change only');
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
});

test('money that moves meanwhile is waited for, and the new effects are shown before sending', async ({
  as,
  core,
  expectConsoleError,
}) => {
  expectConsoleError(/409/);
  const max = await core.identity({ first_name: 'Max' });
  const tracked = await core.trackedBalance({ credits: [['stripe', 10_000]] });
  const reassign = new ReassignDialog(await as('support'));
  const { dialog } = reassign;

  await reassign.open(tracked.balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Lineage will stop matching');
  await reassign.giveReason();
  await reassign.confirm(tracked.balance_id);
  await core.debit(tracked.balance_id, 4_000);
  await reassign.verb().click();
  await expect(dialog.getByRole('alert')).toContainText('Nothing was sent');
  await reassign.expectVerdict('Lineage is still being booked');
  await reassign.expectVerdict('Lineage will stop matching');
  await expect(dialog).toContainText('60.00 USD tagged: stripe 60.00');
  await reassign.verb().click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
});

test('a first owner can only be given on: that is said before', async ({ as, core }) => {
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance();
  const reassign = new ReassignDialog(await as('support'));
  await reassign.open(balance_id);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await expect(reassign.dialog).toContainText('This cannot be undone');
  await reassign.giveReason();
  await reassign.dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
});
