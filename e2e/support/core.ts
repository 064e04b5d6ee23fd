import { randomUUID } from 'node:crypto';
import { setInterval } from 'node:timers/promises';
import { expect } from '@playwright/test';
import type { Stack } from './stack';

type Json = Record<string, unknown>;

/** What a test does in Core directly, beside the console: everything it needs it makes itself. */
export type Core = ReturnType<typeof coreFor>;

/**
 * Core over HTTP. Amounts are whole minor units, small enough for a number; every name carries
 * something unique, so that tests run beside each other and on a Core that is in use.
 */
export function coreFor({ coreUrl, coreKey }: Stack) {
  const call = async (method: string, path: string, body?: Json): Promise<Json> => {
    const response = await fetch(`${coreUrl}${path}`, {
      method,
      headers: { 'X-Blnk-Key': coreKey, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`Core: ${method} ${path} ${response.status} ${text}`);
    return JSON.parse(text) as Json;
  };
  /** The rows of one of Core's lists that have exactly these values. */
  const find = async (resource: string, where: Record<string, string>): Promise<Json[]> => {
    const filters = Object.entries(where).map(([field, value]) => ({
      field,
      operator: 'eq',
      value,
    }));
    const rows = await call('POST', `/${resource}/filter`, { filters, limit: 100 });
    return (rows as unknown as Json[] | null) ?? [];
  };
  const unique = () => randomUUID().slice(0, 8);

  const ledger = async (name = `Ledger ${unique()}`) =>
    call('POST', '/ledgers', { name }) as Promise<{ ledger_id: string; name: string }>;

  /** A person; give `organization_name` for an organisation. */
  const identity = async (fields: Json = {}) => {
    const person = {
      identity_type: 'individual',
      first_name: 'Jane',
      last_name: `Doe-${unique()}`,
    };
    const body = fields.organization_name
      ? { identity_type: 'organization', ...fields }
      : { ...person, ...fields };
    return call('POST', '/identities', body) as Promise<{
      identity_id: string;
      first_name: string;
      last_name: string;
      organization_name: string;
    }>;
  };

  const balance = async (fields: Json = {}) => {
    const ledgerId = fields.ledger_id ?? (await ledger()).ledger_id;
    return call('POST', '/balances', {
      currency: 'USD',
      ...fields,
      ledger_id: ledgerId,
    }) as Promise<{
      balance_id: string;
      ledger_id: string;
    }>;
  };

  const post = (transaction: Json) =>
    call('POST', '/transactions', {
      precision: 100,
      currency: 'USD',
      reference: `ref-${randomUUID()}`,
      description: 'test',
      skip_queue: true,
      ...transaction,
    });

  /** Money in, from a provider when one is named. */
  const credit = (balanceId: string, amountMinor: number, provider?: string) =>
    post({
      precise_amount: amountMinor,
      source: '@world',
      destination: balanceId,
      allow_overdraft: true,
      ...(provider && { meta_data: { BLNK_LINEAGE_PROVIDER: provider } }),
    });
  const debit = (balanceId: string, amountMinor: number) =>
    post({ precise_amount: amountMinor, source: balanceId, destination: '@world' });

  const ownerOf = async (balanceId: string) =>
    (await call('GET', `/balances/${balanceId}`)).identity_id as string;
  const setOwner = (balanceId: string, identityId: string) =>
    call('PUT', `/balances/${balanceId}/identity`, { identity_id: identityId });

  type Lineage = {
    total_with_lineage: number;
    providers: { provider: string; available: number }[];
  };
  const lineage = (balanceId: string) =>
    call('GET', `/balances/${balanceId}/lineage`) as Promise<unknown> as Promise<Lineage>;
  /** Waits until Core's worker has booked lineage up to this sum of what is available. */
  const lineageIs = (balanceId: string, totalMinor: number) =>
    expect.poll(async () => (await lineage(balanceId)).total_with_lineage).toBe(totalMinor);

  /**
   * Pays a little five times a second, which Core's lineage worker can follow on any machine; gives back what
   * ends it, and says how much was paid.
   */
  const keepPaying = (balanceId: string, amountMinor: number) => {
    let isOn = true;
    const payments = (async () => {
      let paid = 0;
      for await (const _ of setInterval(200)) {
        if (!isOn) break;
        await debit(balanceId, amountMinor);
        paid += amountMinor;
      }
      return paid;
    })();
    return async () => {
      isOn = false;
      return payments;
    };
  };

  /** A tracked balance of a new identity, credited by providers in order, with its lineage booked. */
  const trackedBalance = async (
    options: {
      credits?: [provider: string, amountMinor: number][];
      strategy?: 'FIFO' | 'LIFO' | 'PROPORTIONAL';
      identityId?: string;
      metaData?: Json;
    } = {},
  ) => {
    const owner = options.identityId ?? (await identity()).identity_id;
    const made = await balance({
      identity_id: owner,
      track_fund_lineage: true,
      allocation_strategy: options.strategy ?? 'FIFO',
      ...(options.metaData && { meta_data: options.metaData }),
    });
    let total = 0;
    for (const [provider, amountMinor] of options.credits ?? []) {
      await credit(made.balance_id, amountMinor, provider);
      total += amountMinor;
      await lineageIs(made.balance_id, total);
    }
    return { ...made, identityId: owner };
  };

  /** The balance that people are shown lineage with: 70.00 of stripe and 50.00 of paypal, 30.00 spent (contract 5.9). */
  const workedExample = async (options: { identityId?: string } = {}) => {
    const made = await trackedBalance({
      ...options,
      credits: [
        ['stripe', 10_000],
        ['paypal', 5_000],
      ],
    });
    await debit(made.balance_id, 3_000);
    await lineageIs(made.balance_id, 12_000);
    return made;
  };

  return {
    call,
    find,
    unique,
    ledger,
    identity,
    balance,
    post,
    credit,
    debit,
    ownerOf,
    setOwner,
    lineage,
    lineageIs,
    keepPaying,
    trackedBalance,
    workedExample,
  };
}
