import { now } from '../clock/go-time';
import { newId } from '../clock/ids';
import { noRows, TypedError } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { bigInt, bindJson, float, struct, text, time } from '../json/bind';
import type { Encodable } from '../json/values';
import { plainDigits } from '../filter/go-numbers';
import { route, type Route } from '../router';
import { asError, FOREIGN_KEY_VIOLATION, queryOr, sqlState } from '../store/failures';
import { blankOr, validate } from './validation';

const createMonitor = struct('model.CreateBalanceMonitor', {
  balance_id: text(),
  call_back_url: text(),
  condition: struct('model.MonitorCondition', {
    field: text(),
    operator: text(),
    value: float(),
    precision: float(),
  }),
});
const balanceMonitor = struct('model.BalanceMonitor', {
  monitor_id: text(),
  balance_id: text(),
  description: text(),
  created_at: time(),
  condition: struct('model.AlertCondition', {
    value: float(),
    precision: float(),
    precise_value: bigInt(),
    field: text(),
    operator: text(),
  }),
});

const AS_MONITOR = { upgrades: { GEN_NOT_FOUND: 'BAL_MONITOR_NOT_FOUND' } } as const;

export const monitorRoutes: readonly Route[] = [
  route(['POST', '/balance-monitors'], create),
  route(['GET', '/balance-monitors'], list),
  route(['GET', '/balance-monitors/:id'], get, AS_MONITOR),
  route(['GET', '/balance-monitors/balances/:balance_id'], ofBalance),
  route(['PUT', '/balance-monitors/:id'], update, AS_MONITOR),
  route(['DELETE', '/balance-monitors/:id'], remove, AS_MONITOR),
];

interface MonitorRow {
  readonly monitor_id: string;
  readonly balance_id: string;
  readonly field: string;
  readonly operator: string;
  readonly value: string;
  readonly description: string;
  readonly created_at: string;
  readonly precision?: number;
  readonly precise_value?: string;
}

/** `call_back_url` is stored and never shown. The list of all leaves out what is compared (contract 3.6). */
function monitorObject(row: MonitorRow): Encodable {
  return {
    monitor_id: row.monitor_id,
    balance_id: row.balance_id,
    description: row.description || undefined,
    created_at: row.created_at,
    condition: {
      value: Number(row.value),
      precision: row.precision ?? 0,
      precise_value: row.precise_value === undefined ? null : BigInt(row.precise_value),
      field: row.field,
      operator: row.operator,
    },
  };
}

const COMMON = 'monitor_id, balance_id, field, operator, value, description, created_at';
const ALL = `${COMMON}, precision, precise_value`;

const FIELDS: readonly string[] = [
  '',
  'debit_balance',
  'credit_balance',
  'balance',
  'inflight_debit_balance',
  'inflight_credit_balance',
  'inflight_balance',
];

/** A fault inside the condition is told in brackets. */
function conditionFault(condition: {
  field: string;
  operator: string;
  value: number;
  precision: number;
}): string | undefined {
  const known = FIELDS.includes(condition.field) ? undefined : 'must be a valid value';
  const faults = [
    ['field', blankOr(condition.field, known)],
    ['operator', blankOr(condition.operator)],
    ['precision', condition.precision === 0 ? 'cannot be blank' : undefined],
    ['value', condition.value === 0 ? 'cannot be blank' : undefined],
  ].filter(([, fault]) => fault !== undefined);
  return faults.length ? `(${faults.map((fault) => fault.join(': ')).join('; ')}.)` : undefined;
}

async function create(c: Context): Promise<Reply> {
  const given = bindJson(c.body, createMonitor);
  const { condition } = given;
  validate({ balance_id: blankOr(given.balance_id), condition: conditionFault(condition) });
  const product = condition.value * condition.precision;
  // Beyond 64 bits Go's conversion gives the smallest number, whatever the sign.
  const preciseValue = Math.abs(product) < 2 ** 63 ? BigInt(Math.trunc(product)) : -(2n ** 63n);
  const createdAt = now();
  const id = newId('mon');
  try {
    await c.services.store.query({
      text: `INSERT INTO blnk.balance_monitors (monitor_id, balance_id, field, operator, value, precision,
        precise_value, description, call_back_url, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9)`,
      values: [
        id,
        given.balance_id,
        condition.field,
        condition.operator,
        plainDigits(condition.value),
        plainDigits(condition.precision),
        preciseValue,
        given.call_back_url,
        createdAt.sql,
      ],
    });
  } catch (error) {
    if (sqlState(error) === FOREIGN_KEY_VIOLATION) {
      throw new TypedError('GEN_BAD_REQUEST', 'Invalid balance ID', asError(error));
    }
    throw new TypedError('GEN_INTERNAL', 'Database error occurred', asError(error));
  }
  return json(201, {
    monitor_id: id,
    balance_id: given.balance_id,
    created_at: createdAt.text,
    condition: {
      value: condition.value,
      precision: condition.precision,
      precise_value: preciseValue,
      field: condition.field,
      operator: condition.operator,
    },
  });
}

async function get(c: Context): Promise<Reply> {
  const { rows } = await queryOr<MonitorRow>(c.services.store, 'Failed to retrieve monitor', {
    text: `SELECT ${ALL} FROM blnk.balance_monitors WHERE monitor_id = $1`,
    values: [c.params.id],
  });
  if (rows[0]) return json(200, monitorObject(rows[0]));
  throw new TypedError('GEN_NOT_FOUND', `Monitor with ID '${c.params.id}' not found`, noRows());
}

async function list(c: Context): Promise<Reply> {
  const { rows } = await queryOr<MonitorRow>(c.services.store, 'Failed to retrieve monitors', {
    text: `SELECT ${COMMON} FROM blnk.balance_monitors`,
  });
  return json(200, rows.length ? rows.map(monitorObject) : null);
}

async function ofBalance(c: Context): Promise<Reply> {
  const { rows } = await queryOr<MonitorRow>(
    c.services.store,
    'Failed to retrieve balance monitors',
    {
      text: `SELECT ${ALL} FROM blnk.balance_monitors WHERE balance_id = $1`,
      values: [c.params.balance_id],
    },
  );
  return json(200, rows.length ? rows.map(monitorObject) : null);
}

/** The compared number is not updated, and the call-back address is wiped (contract 3.6). */
async function update(c: Context): Promise<Reply> {
  const { balance_id: balanceId, description, condition } = bindJson(c.body, balanceMonitor);
  const { rowCount } = await queryOr(c.services.store, 'Failed to update monitor', {
    text: `UPDATE blnk.balance_monitors SET balance_id = $2, field = $3, operator = $4, value = $5,
      description = $6, call_back_url = '' WHERE monitor_id = $1`,
    values: [
      c.params.id,
      balanceId,
      condition.field,
      condition.operator,
      plainDigits(condition.value),
      description,
    ],
  });
  if (rowCount === 0) throw missing(c.params.id!);
  return json(200, { message: 'BalanceMonitor updated successfully' });
}

/** Core reads the monitor first, so a missing one is told as a read tells it. */
async function remove(c: Context): Promise<Reply> {
  await get(c);
  const { rowCount } = await queryOr(c.services.store, 'Failed to delete monitor', {
    text: 'DELETE FROM blnk.balance_monitors WHERE monitor_id = $1',
    values: [c.params.id],
  });
  if (rowCount === 0) throw missing(c.params.id!);
  return json(200, { message: 'BalanceMonitor deleted successfully' });
}

const missing = (id: string): TypedError =>
  new TypedError('GEN_NOT_FOUND', `Monitor with ID '${id}' not found`);
