/**
 * Decimals of the active ISO 4217 currencies (list one, amendment 177), and of a few assets that
 * ledgers hold beside them. Grouped by decimals, because two is the rule and the rest the exception.
 */
const BY_DECIMALS: Record<number, string> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD
    CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
    GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD
    MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP
    PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT
    TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

const ASSETS: Record<string, number> = { BTC: 8, ETH: 18, USDC: 6, USDT: 6 };

const ISO: ReadonlyMap<string, number> = new Map(
  Object.entries(BY_DECIMALS).flatMap(([decimals, codes]) =>
    codes.split(/\s+/).map((code) => [code, Number(decimals)] as const),
  ),
);

/** Decimals that the operator adds or corrects, by currency code. */
export type ExtraDecimals = Readonly<Record<string, number>>;

/**
 * How many decimals a currency has, or `null` when nobody told us: the amount is then shown in
 * minor units and the screen says so (design §7). Codes are compared exactly, as Core does.
 */
export function decimalsOf(currency: string, extra: ExtraDecimals = {}): number | null {
  return extra[currency] ?? ISO.get(currency) ?? ASSETS[currency] ?? null;
}

/** Every known currency with its decimals, ISO first, each group in order of its code. */
export function knownCurrencies(extra: ExtraDecimals = {}): { code: string; decimals: number }[] {
  const rest = { ...ASSETS, ...extra };
  const byCode = (a: string, b: string) => (a < b ? -1 : 1);
  return [
    ...[...ISO.keys()].filter((code) => !(code in rest)).sort(byCode),
    ...Object.keys(rest).sort(byCode),
  ].map((code) => ({ code, decimals: decimalsOf(code, extra)! }));
}
