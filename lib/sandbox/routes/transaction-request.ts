import { GoTime, parseRfc3339, ZERO_TIME } from '../clock/go-time';
import { Refusal } from '../errors/core-error';
import {
  anyMap,
  bigInt,
  bool,
  type Bound,
  float,
  list,
  optional,
  time,
  struct,
  text,
} from '../json/bind';
import { formatFloat } from '../money/go-float';
import type { Distribution, TransactionRecord } from '../posting/records';

const DISTRIBUTION = {
  identifier: text(),
  distribution: text(),
  precise_distribution: text(),
  transaction_id: text(),
};

const FIELDS = {
  amount: float(),
  precision: float(),
  overdraft_limit: float(),
  precise_amount: bigInt(),
  allow_overdraft: bool(),
  inflight: bool(),
  skip_queue: bool(),
  atomic: bool(),
  source: text(),
  reference: text(),
  destination: text(),
  description: text(),
  currency: text(),
  balance_id: text(),
  scheduled_for: text(),
  inflight_expiry_date: text(),
  inflight_commit_date: text(),
  sources: list(struct('model.Distribution', DISTRIBUTION)),
  destinations: list(struct('model.Distribution', DISTRIBUTION)),
  meta_data: anyMap(),
  effective_date: optional(time()),
};

/** The body of `POST /transactions`. Unknown fields, `dry_run` among them, are ignored (contract 0). */
export const recordTransactionBody = struct('model.RecordTransaction', FIELDS);
export type RecordTransactionBody = Bound<typeof FIELDS>;

/**
 * Core's checks of a request, all told at once in the order of the field names.
 * @throws Refusal 400 TXN_VALIDATION_ERROR under `errors` (contract 3.4).
 */
export function validateTransaction(body: RecordTransactionBody): void {
  const faults = FAULTS.map(([field, check]) => [field, check(body)] as const)
    .filter(([, fault]) => fault !== null)
    .map(([field, fault]) => `${field}: ${fault}`);
  if (faults.length === 0) return;
  throw new Refusal('TXN_VALIDATION_ERROR', `${faults.join('; ')}.`, { legacyKey: 'errors' });
}

type Check = (body: RecordTransactionBody) => string | null;

const filled =
  (field: 'currency' | 'description' | 'reference'): Check =>
  (body) =>
    body[field] === '' ? 'cannot be blank' : null;

const oneOf =
  (single: 'source' | 'destination', several: 'sources' | 'destinations'): Check =>
  (body) =>
    (body[single] === '') === ((body[several] ?? []).length === 0)
      ? `either ${single} or ${several} is required, not both`
      : null;

const date =
  (field: 'scheduled_for' | 'inflight_expiry_date' | 'inflight_commit_date'): Check =>
  (body) =>
    body[field] === '' || parseRfc3339(body[field]) instanceof GoTime
      ? null
      : "please format the scheduled date as 'YYYY-MM-DDTHH:MM:SS+00:00' (e.g., 2024-04-22T15:28:03+00:00)";

/** In the order in which Core tells them: by field name. */
const FAULTS: readonly (readonly [string, Check])[] = [
  ['amount', amountFault],
  ['currency', filled('currency')],
  ['description', filled('description')],
  ['destination', oneOf('destination', 'destinations')],
  ['inflight_commit_date', date('inflight_commit_date')],
  ['inflight_expiry_date', date('inflight_expiry_date')],
  [
    'precision',
    ({ precision }) => (Number.isInteger(precision) ? null : 'precision must be an integer value'),
  ],
  ['reference', filled('reference')],
  ['scheduled_for', date('scheduled_for')],
  ['source', oneOf('source', 'sources')],
];

function amountFault({ amount, precise_amount }: RecordTransactionBody): string | null {
  if (amount !== 0 && precise_amount !== null) {
    return 'either amount or precise_amount should be provided, not both';
  }
  if (amount === 0) {
    return precise_amount === null ? 'either amount or precise_amount is required' : null;
  }
  // Core counts the minus sign of a negative amount as a digit.
  const digits = formatFloat(amount).replace('.', '').replace(/^0+/, '');
  return digits.length > 15
    ? 'amount has more than 15 significant digits which may cause rounding errors; use precise_amount instead'
    : null;
}

/** The transaction a valid request asks for. */
export function toTransaction(body: RecordTransactionBody): TransactionRecord {
  return {
    amount: body.amount,
    preciseAmount: body.precise_amount,
    precision: body.precision,
    amountString: '',
    transactionId: '',
    parentTransaction: '',
    source: body.source,
    destination: body.destination,
    reference: body.reference,
    currency: body.currency,
    description: body.description,
    status: '',
    hash: '',
    allowOverdraft: body.allow_overdraft,
    overdraftLimit: body.overdraft_limit,
    inflight: body.inflight,
    skipQueue: body.skip_queue,
    atomic: body.atomic,
    sources: shares(body.sources),
    destinations: shares(body.destinations),
    createdAt: ZERO_TIME,
    effectiveDate: body.effective_date,
    scheduledFor: timeOf(body.scheduled_for),
    inflightExpiryDate: timeOf(body.inflight_expiry_date),
    inflightCommitDate: timeOf(body.inflight_commit_date),
    metaData: body.meta_data,
  };
}

function timeOf(text: string): GoTime {
  const time = parseRfc3339(text);
  return time instanceof GoTime ? time : ZERO_TIME;
}

function shares(list: Bound<typeof DISTRIBUTION>[] | null): Distribution[] {
  return (list ?? []).map((share) => ({
    identifier: share.identifier,
    distribution: share.distribution,
    preciseDistribution: share.precise_distribution,
    transactionId: share.transaction_id,
  }));
}
