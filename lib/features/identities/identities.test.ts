import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeCore, connectCore } from '@/lib/core/connection';
import { person } from '@/lib/testing/actors';
import { answerJson, startTinyServer, type TinyServer } from '@/lib/testing/tiny-server';
import { getIdentity } from './get-identity';
import { listIdentities } from './list-identities';
import { searchIdentities } from './search-identities';

const actor = person('support');
const JANE = {
  identity_id: 'idt_1',
  identity_type: 'individual',
  first_name: 'Jane',
  last_name: 'Doe',
  email_address: 'jane@doe.example',
  phone_number: '+234 803 555 0147',
  street: '12 Broad Street',
  post_code: '100001',
  dob: '1990-01-02T00:00:00Z',
  city: 'Lagos',
  created_at: '2026-01-02T03:04:05.678901Z',
  meta_data: { kyc_tier: 2 },
};
const balance = (id: string, currency: string, minor: number) => ({
  balance_id: id,
  ledger_id: 'ldg_1',
  identity_id: 'idt_1',
  currency,
  balance: minor,
  credit_balance: minor,
  debit_balance: 0,
  inflight_balance: 0,
  inflight_credit_balance: 0,
  inflight_debit_balance: 0,
  created_at: 'T',
  meta_data: null,
});

let core: TinyServer;

beforeEach(async () => {
  core = await startTinyServer(({ url }, response) => {
    if (url === '/identities/idt_1') return answerJson(response, JANE);
    if (url.startsWith('/identities')) return answerJson(response, [JANE]);
    if (url.startsWith('/balances')) {
      return answerJson(response, [
        balance('bln_1', 'USD', 5),
        balance('bln_2', 'EUR', 7),
        balance('bln_3', 'USD', 9),
      ]);
    }
    answerJson(response, [{ ledger_id: 'ldg_1', name: 'Wallets', created_at: 'T' }]);
  });
  connectCore({ url: core.url });
});

afterEach(async () => {
  await closeCore();
  await core.close();
});

type Asked = { filters: { field: string; operator: string; value: string }[] };
const asked = () =>
  core.seen.map(({ body }) =>
    (JSON.parse(body) as Asked).filters.map(({ field, operator, value }) =>
      [field, operator, value].join(' '),
    ),
  );

describe('an identity', () => {
  it('leaves the server with its personal fields masked', async () => {
    const detail = await getIdentity(actor, { identityId: 'idt_1' });
    expect(detail).toMatchObject({
      name: 'Jane Doe',
      city: 'Lagos',
      personal: {
        emailAddress: 'j•••@doe.example',
        phoneNumber: '•••47',
        street: '•••',
        postCode: '•••',
        dob: '•••',
      },
      metaData: [{ key: 'kyc_tier', value: '2' }],
    });
    const sent = JSON.stringify(detail);
    for (const secret of ['jane@', '0147', 'Broad', '100001', '1990']) {
      expect(sent).not.toContain(secret);
    }
    expect(core.seen).toHaveLength(3);
  });

  it('has its balances by currency', async () => {
    const { balances } = await getIdentity(actor, { identityId: 'idt_1' });
    expect(
      balances.map(({ currency, rows }) => [currency, rows.map((row) => row.balanceId)]),
    ).toEqual([
      ['USD', ['bln_1', 'bln_3']],
      ['EUR', ['bln_2']],
    ]);
    expect(balances[0]!.rows[0]!.ledger).toEqual({
      id: 'ldg_1',
      name: 'Wallets',
      isGone: false,
    });
  });
});

describe('a search for identities', () => {
  it('takes one word for the beginning of any name', async () => {
    const found = await searchIdentities(actor, { q: ' ja_e ' });
    expect(found).toHaveLength(1);
    expect(asked().sort()).toEqual([
      ['first_name ilike ja\\_e%'],
      ['last_name ilike ja\\_e%'],
      ['organization_name ilike ja\\_e%'],
    ]);
  });

  it('takes two words for first and last name, or an organisation', async () => {
    await searchIdentities(actor, { q: 'Jane D' });
    expect(asked().sort()).toEqual([
      ['first_name ilike Jane%', 'last_name ilike D%'],
      ['organization_name ilike Jane D%'],
    ]);
  });

  it('takes an id for an id, and nothing for the newest', async () => {
    await searchIdentities(actor, { q: 'idt_1' });
    await searchIdentities(actor, { q: '' });
    expect(asked()).toEqual([['identity_id eq idt_1'], ['created_at gte 0001-01-02T00:00:00Z']]);
  });

  it('keeps the type that was chosen', async () => {
    await listIdentities(actor, { q: 'acme', type: 'organization' });
    expect(
      asked().every((conditions) => conditions.includes('identity_type eq organization')),
    ).toBe(true);
  });
});
