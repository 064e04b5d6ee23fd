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

test('a personal field is revealed one at a time, and finance may not', async ({ as, core }) => {
  const { identity_id: id } = await core.identity({
    email_address: 'jane@doe.example',
    phone_number: '+4930123447',
  });
  const support = await as('support');
  await support.goto(`/identities/${id}`);
  await expect(support.getByText('j•••@doe.example')).toBeVisible();
  expect(await support.content()).not.toContain('jane@doe.example');
  await support.getByRole('button', { name: 'Reveal e-mail' }).click();
  await expect(support.getByText('jane@doe.example')).toBeVisible();
  await expect(support.getByText('•••47')).toBeVisible();
  await expectAccessible(support);
  await support.getByRole('button', { name: 'Hide e-mail' }).click();
  await expect(support.getByText('jane@doe.example')).toHaveCount(0);

  const finance = await as('finance');
  await finance.goto(`/identities/${id}`);
  await finance.getByRole('button', { name: 'Reveal e-mail' }).focus();
  await expect(finance.getByText(/does not include identities:reveal/).first()).toBeVisible();
  await finance.getByRole('button', { name: 'Reveal e-mail' }).click({ force: true });
  await expect(finance.getByText('jane@doe.example')).toHaveCount(0);
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
  await page.getByRole('button', { name: 'Change identity' }).click();
  await expect(page.getByText(/Core cannot clear a field/)).toBeVisible();
  await page.getByLabel('City').fill('Abuja');
  await page.getByLabel('E-mail').fill('new@doe.example');
  await page.getByLabel('Ticket').fill('SUP-100');
  await expect(page.getByText(/City, E-mail|E-mail, City/)).toBeVisible();
  await page.getByRole('button', { name: 'Change identity' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  expect(await core.call('GET', `/identities/${id}`)).toMatchObject({
    email_address: 'new@doe.example',
    city: 'Abuja',
  });
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
  await page.getByRole('button', { name: 'Change identity' }).click();
  await expect(page.getByText(/the end of this identity’s id/)).toBeVisible();
  await page.getByLabel(/to confirm/).fill(owner.identity_id.slice(-4));
  await page.getByRole('button', { name: 'Change identity' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Succeeded').first()).toBeVisible();
  expect(await core.call('GET', `/identities/${owner.identity_id}`)).toMatchObject({
    last_name: 'Smith',
  });
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
  await page.getByRole('button', { name: 'Change identity' }).click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(page.getByText('Conflict').first()).toBeVisible();
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

test('an identity that Core does not have', async ({ as, expectConsoleError }) => {
  expectConsoleError(/404/);
  const page = await as('support');
  await page.goto('/identities/idt_00000000-0000-4000-8000-000000000000');
  await expect(page.getByText('Core has no such identity')).toBeVisible();
});
