import { expect, expectAccessible, expectNoSidewaysScroll, PHONE, test } from './support/test';

test('an admin tokenizes fields, is told what a tokenized name breaks, and they can still be revealed', async ({
  as,
  core,
}) => {
  const owner = await core.identity({
    email_address: 'jane@doe.example',
    phone_number: '+44 20 7946 0047',
  });
  const { identity_id: id, first_name: first, last_name: last } = owner;
  await core.trackedBalance({ identityId: id, credits: [['stripe', 7_000]] });
  const page = await as('admin');
  await page.goto(`/identities/${id}`);
  const dialog = page.getByRole('dialog', { name: 'Tokenize fields' });

  // With the keyboard alone, and closed again without being lost by chance.
  await page.getByRole('button', { name: 'Tokenize' }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('j•••@doe.example')).toBeVisible();
  await expect(dialog.getByRole('checkbox')).toHaveCount(4);
  await dialog.getByRole('checkbox', { name: 'E-mail' }).focus();
  await page.keyboard.press('Space');
  await expect(dialog.getByText(`E-mail of ${first} ${last} will be tokenized.`)).toBeVisible();
  await expect(dialog.getByText('Lineage will stop matching')).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(dialog.getByText('What you entered is not sent and would be lost.')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('checkbox', { name: 'E-mail' })).toBeChecked();

  await dialog.getByRole('checkbox', { name: 'Last name' }).click();
  await expect(dialog.getByText('Lineage will stop matching after this change')).toBeVisible();
  await expect(dialog.getByText('70.00 USD').first()).toBeVisible();
  await expect(dialog.getByText(/there is no way back from it/)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize(PHONE);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const send = dialog.getByRole('button', { name: 'Tokenize 2 fields' });
  await send.click();
  await expect(dialog.getByText('Name the ticket, order or letter')).toBeVisible();
  await dialog.getByLabel('Ticket').fill('DPO-8');
  await dialog.getByLabel(/to confirm$/).fill(id.slice(-4));
  await send.click();
  await expect(page).toHaveURL(/\/changes\//);
  await expect(
    page.getByRole('heading', { name: `Fields of ${first} ${last} were tokenized` }),
  ).toBeVisible();
  await expect(page.getByText('70.00 USD tagged')).toBeVisible();
  await expectAccessible(page);
  const stored = await core.call('GET', `/identities/${id}`);
  expect(stored).toMatchObject({ first_name: first, phone_number: '+44 20 7946 0047' });
  expect(`${String(stored.last_name)} ${String(stored.email_address)}`).toMatch(/^FPT:.* FPT:/);

  await page.goto(`/identities/${id}`);
  await expect(page.getByRole('heading', { name: `${first} [tokenized]` })).toBeVisible();
  const personal = page.getByRole('region', { name: 'Personal' });
  await expect(personal.getByText('[tokenized]')).toHaveCount(2);
  await page.getByRole('button', { name: 'Reveal last name' }).click();
  await page.getByLabel('Why you need it').fill('SUP-7');
  await page.keyboard.press('Enter');
  await expect(personal.getByText(last, { exact: true })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.goto(`/identities/${id}/edit`);
  await expect(page.getByLabel('Last name')).toBeDisabled();
  await expect(page.getByLabel('First name')).toBeEnabled();
  await expectAccessible(page);
});

test('what is tokenized already is not offered, and support is told why not them', async ({
  as,
  core,
}) => {
  const { identity_id: id } = await core.identity({ email_address: 'jane@doe.example' });
  await core.call('POST', `/identities/${id}/tokenize`, { fields: ['EmailAddress', 'FirstName'] });
  const page = await as('admin');
  await page.goto(`/identities/${id}`);
  await page.getByRole('button', { name: 'Tokenize' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tokenize fields' });
  await expect(dialog.getByText('Tokenized already')).toHaveCount(2);
  await expect(dialog.getByRole('checkbox', { name: 'E-mail' })).toBeDisabled();
  await core.call('POST', `/identities/${id}/tokenize`, { fields: ['LastName'] });
  await dialog.getByRole('checkbox', { name: 'Last name' }).click();
  await dialog.getByLabel('Ticket').fill('DPO-9');
  await dialog.getByLabel(/to confirm$/).fill(id.slice(-4));
  await dialog.getByRole('button', { name: 'Tokenize field' }).click();
  await expect(dialog.getByText(/is called .* now, and you saw/)).toBeVisible();
  await expect(dialog.getByText('Nothing is left to tokenize')).toBeVisible();

  const support = await as('support');
  await support.goto(`/identities/${id}`);
  await support.getByRole('button', { name: 'Tokenize' }).focus();
  await expect(support.getByText(/does not include identities:tokenize/).first()).toBeVisible();
});
