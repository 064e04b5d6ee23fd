import { ReassignDialog } from './support/reassign';
import { expect, expectAccessible, type Fixtures, test } from './support/test';

for (const [name, kind] of [
  ['the answer is lost after Core has done it', 'drop_answer'],
  ['the request is lost', 'drop_request'],
] as const) {
  test(`${name}: the outcome is found by reading Core`, async ({ as, core, faults }) => {
    const jane = await core.identity();
    const max = await core.identity({ first_name: 'Max' });
    const { balance_id } = await core.balance({ identity_id: jane.identity_id });
    const reassign = new ReassignDialog(await as('support'));

    await reassign.open(balance_id);
    await reassign.choose(max.identity_id);
    await reassign.expectVerdict('Label change only');
    await reassign.giveReason();
    await faults.arm({ about: balance_id, method: 'PUT', pathEnds: '/identity' }, { kind });
    await reassign.verb().click();
    await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
    await expect(reassign.slip).toContainText(kind === 'drop_answer' ? '1 attempt' : '2 attempts');
    expect(await core.ownerOf(balance_id)).toBe(max.identity_id);
  });
}

/** A filled dialog of this role, whose request Core will not hear of until it is released. */
async function heldBack(
  { as, core, faults }: Pick<Fixtures, 'as' | 'core' | 'faults'>,
  role: 'support' | 'admin' = 'support',
) {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id: balanceId } = await core.balance({ identity_id: jane.identity_id });
  const reassign = new ReassignDialog(await as(role));
  await reassign.open(balanceId);
  await reassign.choose(max.identity_id);
  await reassign.expectVerdict('Label change only');
  await reassign.giveReason();
  const held = await faults.arm(
    { about: balanceId, method: 'PUT', pathEnds: '/identity' },
    { kind: 'hold', what: 'request' },
    Infinity,
  );
  const letGo = async () => {
    await faults.release(held);
    await faults.disarm(held);
  };
  const maxOwnsIt = async () => {
    await reassign.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
    expect(await core.ownerOf(balanceId)).toBe(max.identity_id);
  };
  return { reassign, balanceId, letGo, maxOwnsIt };
}

const UNKNOWN = ['Unknown, checking', 'We do not know yet if Core made this change'] as const;

test('an outcome that is not known says so, and nothing about a failure', async ({
  as,
  core,
  faults,
}) => {
  const { reassign } = await heldBack({ as, core, faults });
  await reassign.verb().click();
  await reassign.expectOutcome(...UNKNOWN);
  const { slip } = reassign;
  await expect(slip).toContainText('There is no need to send it again.');
  await expect(slip).toContainText(/Reserved until \d\d:\d\d:\d\d UTC at the latest/);
  await expect(slip).not.toContainText(/fail|error|timed out/i);
  await expectAccessible(reassign.page);
});

test('a reload goes on with the same change', async ({ as, core, faults }) => {
  const { reassign, letGo, maxOwnsIt } = await heldBack({ as, core, faults });
  await reassign.verb().click();
  await reassign.expectOutcome(...UNKNOWN);
  await reassign.page.reload();
  await reassign.expectOutcome(...UNKNOWN);
  await letGo();
  await maxOwnsIt();
  await reassign.dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(reassign.dialog).toBeHidden();
});

test('nobody else can change the balance meanwhile, and is told who does', async ({
  as,
  core,
  faults,
  expectConsoleError,
}) => {
  expectConsoleError(/409/);
  const { reassign, balanceId, letGo, maxOwnsIt } = await heldBack({ as, core, faults });
  const eve = await core.identity({ first_name: 'Eve' });
  const other = new ReassignDialog(await as('admin'));
  await other.open(balanceId);
  await other.choose(eve.identity_id);
  await other.expectVerdict('Label change only');
  await other.giveReason();

  await reassign.verb().click();
  await expect(reassign.verb()).toHaveAttribute('aria-busy', 'true');
  await other.verb().click();
  const busy = other.dialog.getByRole('alert');
  await expect(busy).toContainText('Somebody is changing this balance already');
  await expect(busy).toContainText('Ada Okafor');
  await letGo();
  await maxOwnsIt();
  await other.dialog.getByRole('link', { name: 'Follow it' }).click();
  await expect(other.page.getByRole('article')).toContainText('Succeeded');
});

test('two clicks and two tabs are one change', async ({ as, core, faults }) => {
  const jane = await core.identity();
  const max = await core.identity({ first_name: 'Max' });
  const { balance_id } = await core.balance({ identity_id: jane.identity_id });
  const page = await as('support');
  const first = new ReassignDialog(page);
  const second = new ReassignDialog(await page.context().newPage());
  for (const tab of [first, second]) {
    await tab.open(balance_id);
    await tab.choose(max.identity_id);
    await tab.expectVerdict('Label change only');
    await tab.giveReason();
  }
  const before = await faults.mark();
  await first.verb().dblclick();
  await first.expectOutcome('Succeeded', `Max ${max.last_name} now owns this balance`);
  const sent = async () =>
    (await faults.log({ after: before, about: balance_id })).filter(
      ({ method }) => method === 'PUT',
    );
  expect(await sent()).toHaveLength(1);

  // The other tab still shows the old owner; what it asks for is so already.
  await second.verb().click();
  await second.expectOutcome('No change', 'Nothing had to be changed');
  expect(await sent()).toHaveLength(1);
});
