import 'server-only';
import { decimalsOf } from '@/lib/base/currencies';
import { type Money } from '@/lib/base/money';
import { env } from '@/lib/env';

/** Minor units and currency as the screens take them, with the decimals that the operator may have set. */
export function toMoney(minor: bigint, currency: string): Money {
  return {
    minor: String(minor),
    currency,
    decimals: decimalsOf(currency, env().CURRENCY_DECIMALS),
  };
}
