import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('support creates a person, who then stands in Core and in the list', async ({ as, core }) => {
  const last = `Okonkwo-${core.unique()}`;
  const page = await as('support');
  await page.goto('/identities/new');
  await page.getByRole('button', { name: 'Create identity' }).click();
  await expect(page.getByText('Give a first name, a last name, or both.')).toBeVisible();
  await page.getByLabel('First name').fill('Adaeze');
  await page.getByLabel('Last name').fill(last);
  await page.getByLabel('E-mail').fill('not an address');
  await page.getByLabel('Birth date').fill('2020-02-30');
  await page.getByRole('button', { name: 'Create identity' }).click();
  await expect(page.getByText('This is not an e-mail address.')).toBeVisible();
  await expect(page.getByText('Write a date as year-month-day.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail').fill('adaeze@post.example');
  await page.getByLabel('Birth date').fill('1990-05-04');
  await page.getByRole('button', { name: 'Create identity' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  await expect(page.getByText('adaeze@post.example')).toHaveCount(0);

  const [row] = await core.find('identities', { last_name: last });
  expect(row).toMatchObject({
    first_name: 'Adaeze',
    email_address: 'adaeze@post.example',
    dob: '1990-05-04T00:00:00Z',
  });
  await page.goto(`/identities?q=${encodeURIComponent(last.slice(0, 10))}`);
  await page.getByRole('link', { name: new RegExp(last) }).click();
  await expect(page.getByRole('heading', { name: `Adaeze ${last}` })).toBeVisible();
});

const reasonIn = (page: Page) => page.getByRole('textbox', { name: 'Why you need it' });
const send = (page: Page) => page.getByRole('button', { name: 'Change identity' }).click();

test('a personal field is revealed one at a time, by keys alone, and why is recorded', async ({
  as,
  core,
}) => {
  const { identity_id: id } = await core.identity({
    email_address: 'jane@doe.example',
    phone_number: '+4930123447',
  });
  const page = await as('support');
  await page.goto(`/identities/${id}`);
  await expect(page.getByText('j•••@doe.example')).toBeVisible();
  expect(await page.content()).not.toContain('jane@doe.example');

  await page.getByRole('button', { name: 'Reveal e-mail' }).focus();
  await page.keyboard.press('Enter');
  await expect(reasonIn(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Say why you need it: a ticket, or a few words.')).toBeVisible();
  await expect(page.getByText('jane@doe.example')).toHaveCount(0);
  await expectAccessible(page);
  const why = `SUP-${core.unique()} caller`;
  await page.keyboard.type(why);
  await page.keyboard.press('Enter');
  await expect(page.getByText('jane@doe.example')).toBeVisible();
  await expect(page.getByText('•••47')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Hide e-mail' })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(page.getByText('jane@doe.example')).toHaveCount(0);

  // The next field asks again, and offers the same reason.
  await page.getByRole('button', { name: 'Reveal phone' }).click();
  await expect(reasonIn(page)).toHaveValue(why);
  await page.keyboard.press('Escape');
  await expect(page.getByText('+4930123447')).toHaveCount(0);

  const auditor = await as('auditor');
  await auditor.goto(`/audit?q=${id}`);
  const entries = auditor.getByRole('table');
  await expect(entries.getByText(why)).toHaveCount(1);
  await expect(auditor.getByText('jane@doe.example')).toHaveCount(0);
});

test('finance may not reveal, neither on the page nor in the form', async ({ as, core }) => {
  const { identity_id: id } = await core.identity({ email_address: 'jane@doe.example' });
  const page = await as('finance');
  for (const path of [`/identities/${id}`, `/identities/${id}/edit`]) {
    await page.goto(path);
    await page.getByRole('button', { name: 'Reveal e-mail' }).focus();
    await expect(page.getByText(/does not include identities:reveal/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Reveal e-mail' }).click({ force: true });
    await expect(reasonIn(page)).toHaveCount(0);
    expect(await page.content()).not.toContain('jane@doe.example');
  }
});

test('the form reveals one field too, and what is typed beside it stays', async ({ as, core }) => {
  const { identity_id: id } = await core.identity({ email_address: 'jane@doe.example' });
  const page = await as('support', { viewport: PHONE });
  await page.goto(`/identities/${id}/edit`);
  await page.getByLabel('City').fill('Abuja');
  await page.getByRole('button', { name: 'Reveal e-mail' }).click();
  await reasonIn(page).fill('SUP-7, to compare it');
  await page.keyboard.press('Enter');
  await expect(page.getByText('jane@doe.example')).toBeVisible();
  await expect(page.getByLabel('E-mail', { exact: true })).toHaveValue('');
  await expect(page.getByLabel('City')).toHaveValue('Abuja');
  await expect(page).toHaveURL(/\/edit$/);
  await expectNoSidewaysScroll(page);
});

test('only what was changed is sent, and an old e-mail is replaced unseen', async ({
  as,
  core,
}) => {
  const { identity_id: id } = await core.identity({
    email_address: 'old@doe.example',
    city: 'Lagos',
  });
  const page = await as('finance');
  await page.goto(`/identities/${id}/edit`);
  expect(await page.content()).not.toContain('old@doe.example');
  await page.getByLabel('City').fill('');
  await send(page);
  await expect(page.getByText(/Core cannot clear a field/)).toBeVisible();
  await page.getByLabel('City').fill('Abuja');
  await page.getByRole('textbox', { name: 'E-mail' }).fill('new@doe.example');
  await page.getByLabel('Ticket').fill('SUP-100');
  await expect(page.getByText(/City, E-mail|E-mail, City/)).toBeVisible();
  await send(page);
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  expect(await core.call('GET', `/identities/${id}`)).toMatchObject({
    email_address: 'new@doe.example',
    city: 'Abuja',
  });
  // The slip has every field, before and after, masked where it is personal.
  const slip = page.getByRole('main');
  await expect(slip.getByText('Lagos', { exact: true })).toBeVisible();
  await expect(slip.getByText('Abuja', { exact: true })).toBeVisible();
  await expect(slip.getByText('o•••@doe.example', { exact: true })).toBeVisible();
  await expect(slip.getByText('n•••@doe.example', { exact: true })).toBeVisible();
  await expect(slip.getByText(/address[ _]mark/i)).toHaveCount(0);
  await expectAccessible(page);
});

test('a rename says what it breaks and asks for a typed confirmation', async ({ as, core }) => {
  const owner = await core.identity();
  await core.trackedBalance({ identityId: owner.identity_id, credits: [['stripe', 7_000]] });
  const page = await as('support', { viewport: PHONE });
  await page.goto(`/identities/${owner.identity_id}/edit`);
  await page.getByLabel('Last name').fill('Smith');
  await expect(page.getByText('Lineage will stop matching after this change')).toBeVisible();
  await expect(page.getByText('70.00 USD').first()).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByLabel('Ticket').fill('SUP-101');
  await send(page);
  await expect(page.getByText(/the end of this identity’s id/)).toBeVisible();
  await page.getByLabel(/to confirm/).fill(owner.identity_id.slice(-4));
  await send(page);
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  expect(await core.call('GET', `/identities/${owner.identity_id}`)).toMatchObject({
    last_name: 'Smith',
  });
});

test('a rename that begins to break lineage only at submit asks then, and nothing is lost', async ({
  as,
  core,
}) => {
  const owner = await core.identity();
  const { balance_id: balanceId } = await core.trackedBalance({ identityId: owner.identity_id });
  const page = await as('support');
  await page.goto(`/identities/${owner.identity_id}/edit`);
  await page.getByLabel('Last name').fill('Smith');
  await page.getByLabel('City').fill('Abuja');
  await page.getByLabel('Ticket').fill('SUP-103');
  await expect(page.getByText('The new name breaks nothing')).toBeVisible();
  await expect(page.getByLabel(/to confirm/)).toHaveCount(0);

  await core.credit(balanceId, 7_000, 'stripe');
  await core.lineageIs(balanceId, 7_000);
  await send(page);
  await expect(page.getByText(/is not what you were shown \(70\.00 USD tagged\)/)).toBeVisible();
  await page.getByLabel(/to confirm/).fill(owner.identity_id.slice(-4));
  await expect(page.getByLabel('City')).toHaveValue('Abuja');
  await expect(page.getByLabel('Ticket')).toHaveValue('SUP-103');

  // What was typed was typed for 70.00; now it is 90.00.
  await core.credit(balanceId, 2_000, 'stripe');
  await core.lineageIs(balanceId, 9_000);
  await send(page);
  await expect(page.getByText(/is not what you were shown \(90\.00 USD tagged\)/)).toBeVisible();
  await expect(page.getByLabel(/to confirm/)).toHaveValue('');
  expect(await core.call('GET', `/identities/${owner.identity_id}`)).not.toMatchObject({
    last_name: 'Smith',
  });
  await page.getByLabel(/to confirm/).fill(owner.identity_id.slice(-4).toUpperCase());
  await send(page);
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  await expect(page.getByText('90.00 USD tagged')).toBeVisible();
});

test('somebody else changed the field meanwhile: a conflict, and nothing is sent', async ({
  as,
  core,
}) => {
  const { identity_id: id } = await core.identity({ city: 'Lagos' });
  const page = await as('support');
  await page.goto(`/identities/${id}/edit`);
  await page.getByLabel('City').fill('Abuja');
  await page.getByLabel('Ticket').fill('SUP-102');
  await core.call('PUT', `/identities/${id}`, { city: 'Kano' });
  await send(page);
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Conflict').first()).toBeVisible();
  await expect(page.getByText('City has changed since you opened the form.')).toBeVisible();
  await expect(page.getByText('Core has Kano')).toBeVisible();
  await expectAccessible(page);
  expect(await core.call('GET', `/identities/${id}`)).toMatchObject({ city: 'Kano' });
});

test('an auditor sees why they may change nothing', async ({ as, core }) => {
  const { identity_id: id } = await core.identity();
  const page = await as('auditor');
  await page.goto(`/identities/${id}`);
  await page.getByRole('button', { name: 'Edit' }).focus();
  await expect(page.getByText(/does not include identities:edit/).first()).toBeVisible();
  await page.goto(`/identities/${id}/edit`);
  await expect(page.getByText('identities:edit')).toBeVisible();
});

test('a balance is created from the page of its owner on a phone', async ({ as, core }) => {
  const { identity_id: id } = await core.identity({ email_address: 'jane@doe.example' });
  const page = await as('finance', { viewport: PHONE });
  await page.goto(`/identities/${id}`);
  await expect(page.getByText('This identity owns no balance.')).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Create balance' }).click();
  await expect(page).toHaveURL(new RegExp(`/balances/new\\?identity=${id}`));
});

test('an identity that Core does not have', async ({ as, expectConsoleError }) => {
  expectConsoleError(/404/);
  const page = await as('support');
  await page.goto('/identities/idt_00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('Core has no such identity')).toBeVisible();
  await expect(page.getByText('idt_00000000-0000-4000-8000-000000000000')).toBeVisible();
});
