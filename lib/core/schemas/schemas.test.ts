import { describe, expect, it } from 'vitest';
import { parseCoreJson, textOfJson } from '../json';
import { balance, balanceRow } from './balance';
import { identity, identityName } from './identity';
import { balanceLineage, transactionLineage } from './lineage';
import {
  aggregateIndicator,
  identifierOf,
  isLineageIndicator,
  shadowIndicator,
} from './lineage-names';
import { toMoney } from './money';
import { expectsShadow, shadowReference, transaction, type Transaction } from './transaction';

// As Core writes them (contract 3.13), with digits beyond 2^53.
const BALANCE = `{"balance":90071992547409930000,"version":3,"inflight_balance":0,
"credit_balance":90071992547409930000,"inflight_credit_balance":0,"debit_balance":0,
"inflight_debit_balance":0,"ledger_id":"ldg_x","identity_id":"","balance_id":"bln_x","currency":"USD",
"created_at":"2026-01-02T03:04:05.678901Z","inflight_expires_at":"0001-01-01T00:00:00Z",
"meta_data":{"n":12345678901234567890,"f":1.50,"o":{"a":[1,true]}},
"track_fund_lineage":true,"allocation_strategy":"LIFO"}`;
const IDENTITY = `{"identity_id":"idt_4dd1aaaa-0000-0000-0000-000000000000","identity_type":"individual",
"organization_name":"","category":"","first_name":"Jane","last_name":"Doe","other_names":"","gender":"",
"email_address":"j@doe.example","phone_number":"","nationality":"","street":"","country":"","state":"",
"post_code":"","city":"","dob":"1990-01-02T00:00:00Z","created_at":"2026-01-02T03:04:05.678901Z",
"meta_data":null}`;
const TRANSACTION = `{"precise_amount":9007199254740993,"amount":90071992547409.93,"precision":100,
"overdraft_limit":0,"transaction_id":"txn_a","parent_transaction":"","source":"bln_w",
"destination":"bln_x","reference":"r1","currency":"USD","description":"d","status":"APPLIED","hash":"h",
"allow_overdraft":true,"inflight":false,"skip_queue":false,"atomic":false,"created_at":"T",
"scheduled_for":"0001-01-01T00:00:00Z","inflight_expiry_date":"0001-01-01T00:00:00Z",
"inflight_commit_date":"0001-01-01T00:00:00Z","meta_data":{"BLNK_LINEAGE_PROVIDER":"stripe",
"BLNK_FUND_ALLOCATION":[{"amount":25,"provider":"a"},{"amount":9007199254740994,"provider":"b"},
{"amount":1e21,"provider":"c"}]}}`;

describe('a balance', () => {
  it('keeps every digit, and says null where Core says nothing', () => {
    const parsed = balance.parse(parseCoreJson(BALANCE));
    expect(parsed).toMatchObject({
      balanceId: 'bln_x',
      balance: 90071992547409930000n,
      identityId: null,
      indicator: null,
      createdAt: '2026-01-02T03:04:05.678901Z',
      trackFundLineage: true,
      allocationStrategy: 'LIFO',
      version: 3,
    });
    expect(Object.entries(parsed.metaData).map(([key, value]) => [key, textOfJson(value)])).toEqual(
      [
        ['n', '12345678901234567890'],
        ['f', '1.50'],
        ['o', '{"a":[1,true]}'],
      ],
    );
    expect(toMoney(parsed.balance, parsed.currency)).toEqual({
      minor: '90071992547409930000',
      currency: 'USD',
      decimals: 2,
    });
  });

  it('has nothing about lineage when it comes from a list', () => {
    const row = balanceRow.parse(parseCoreJson(BALANCE));
    expect(Object.keys(row)).not.toContain('trackFundLineage');
    expect(Object.keys(row)).not.toContain('version');
  });
});

describe('an identity', () => {
  const jane = identity.parse(parseCoreJson(IDENTITY));

  it('has a date of birth, a name, and null for what is empty', () => {
    expect(jane).toMatchObject({ dob: '1990-01-02', organizationName: null, metaData: {} });
    expect(identityName(jane)).toBe('Jane Doe');
  });

  it.each([
    [{ firstName: null, lastName: null, organizationName: 'Acme KK' }, 'Acme KK'],
    [{ firstName: 'Jane', otherNames: 'Q.', lastName: 'Doe' }, 'Jane Q. Doe'],
    [{ firstName: null, lastName: null }, jane.identityId],
    [{ firstName: 'FPT:Kxqe:abc=' }, '[tokenized] Doe'],
  ])('%j is called %s', (names, called) => {
    expect(identityName({ ...jane, ...names })).toBe(called);
  });
});

describe('lineage names', () => {
  const id = { identityId: 'idt_4dd1aaaa-0000', organizationName: null };
  it.each([
    [{ ...id, firstName: 'Jane', lastName: 'Doe' }, 'jane_doe_idt_4dd1'],
    [{ ...id, firstName: 'Mary Ann', lastName: 'Doe' }, 'mary ann_doe_idt_4dd1'],
    [{ ...id, firstName: 'Jane', lastName: null, organizationName: 'A b C' }, 'a_b_c_idt_4dd1'],
    [{ ...id, firstName: 'Jane', lastName: 'Doe', organizationName: 'Acme' }, 'jane_doe_idt_4dd1'],
    [{ ...id, firstName: null, lastName: null }, 'idt_4dd1aaaa-0000'],
    // Core lowers letter by letter, so a sigma at the end of a word stays one.
    [{ ...id, firstName: 'İPEK', lastName: 'ΟΔΥΣΣΕΥΣ' }, 'ipek_οδυσσευσ_idt_4dd1'],
  ])('%j is kept under %s', (identity, identifier) => {
    expect(identifierOf(identity)).toBe(identifier);
  });

  it('make indicators', () => {
    expect(shadowIndicator('stripe', 'jane_doe_idt_4dd1')).toBe(
      '@stripe_jane_doe_idt_4dd1_lineage',
    );
    expect(isLineageIndicator(aggregateIndicator('x'))).toBe(true);
    expect(isLineageIndicator('@world')).toBe(false);
  });
});

describe('a transaction', () => {
  const credit = transaction.parse(parseCoreJson(TRANSACTION));

  it('has its exact amount and its tag', () => {
    expect(credit).toMatchObject({
      preciseAmount: 9007199254740993n,
      provider: 'stripe',
      parentTransaction: null,
    });
  });

  it('may come without metadata', () => {
    const bare = TRANSACTION.replace(/,"meta_data".*/s, '}');
    expect(transaction.parse(parseCoreJson(bare))).toMatchObject({ metaData: {}, provider: null });
  });

  it('knows which noted allocations can be counted with', () => {
    expect(credit.fundAllocation).toEqual([
      { provider: 'a', amount: 25n, exact: true },
      { provider: 'b', amount: 9007199254740994n, exact: false },
      { provider: 'c', amount: null, exact: false },
    ]);
  });

  it('expects a shadow posting only where Core makes one', () => {
    const expects = (change: Partial<Transaction>) =>
      expectsShadow({ ...credit, ...change }, 'bln_x');
    expect(shadowReference(credit)).toBe('r1_shadow_stripe');
    expect(expects({})).toBe(true);
    expect(expects({ status: 'INFLIGHT', inflight: true })).toBe(true);
    expect(expects({ parentTransaction: 'txn_q' })).toBe(true);
    expect(expects({ parentTransaction: 'txn_q', inflight: true })).toBe(false);
    expect(expects({ status: 'VOID' })).toBe(false);
    expect(expects({ provider: null })).toBe(false);
    expect(expectsShadow(credit, 'bln_w')).toBe(false);
  });
});

describe('lineage', () => {
  it('reads what Core has, and what it leaves out', () => {
    const none =
      '{"balance_id":"b","total_with_lineage":0,"aggregate_balance_id":"","providers":[]}';
    expect(balanceLineage.parse(parseCoreJson(none))).toMatchObject({
      aggregateBalanceId: null,
      providers: [],
    });
    const empty = '{"transaction_id":"t","shadow_transactions":null}';
    expect(transactionLineage.parse(parseCoreJson(empty))).toEqual({
      transactionId: 't',
      fundAllocation: null,
      shadowTransactions: [],
    });
  });
});
