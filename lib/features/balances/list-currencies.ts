import 'server-only';
import { assertPermission } from '@/lib/auth/permissions';
import { type Actor } from '@/lib/base/actor';
import { knownCurrencies } from '@/lib/base/currencies';
import { env } from '@/lib/env';

/** A currency that can be chosen; `name` in English, or the code where there is none. */
export type CurrencyChoice = { code: string; name: string; decimals: number };

/**
 * The currencies whose decimals are known, with those that the operator added. Core itself has no list
 * and takes any text (contract 2.5). Permission: `balances:read`.
 */
export async function listCurrencies(actor: Actor, _params: object): Promise<CurrencyChoice[]> {
  assertPermission(actor, 'balances:read');
  const names = new Intl.DisplayNames('en', { type: 'currency', fallback: 'code' });
  return knownCurrencies(env().CURRENCY_DECIMALS).map(({ code, decimals }) => ({
    code,
    decimals,
    name: /^[A-Z]{3}$/.test(code) ? (names.of(code) ?? code) : code,
  }));
}
