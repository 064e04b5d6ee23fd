import { PlainError, Refusal, TypedError, wrap } from '../errors/core-error';
import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { anyMap, bindJson, required, struct } from '../json/bind';
import { decodeStored, encodeStored } from '../json/stored';
import type { GoMap } from '../json/values';
import { route, type Route } from '../router';
import type { Db } from '../store/db';

const metadataRequest = struct('api.MetadataRequest', {
  meta_data: required('Metadata', anyMap()),
});

export const metadataRoutes: readonly Route[] = [route(['POST', '/:entity-id/metadata'], update)];

/** The table of an id, told from its beginning. `general_ledger_id` has none (contract 3.7). */
const TABLES: Readonly<Record<string, { table: string; id: string }>> = {
  ldg_: { table: 'blnk.ledgers', id: 'ledger_id' },
  bln_: { table: 'blnk.balances', id: 'balance_id' },
  idt_: { table: 'blnk.identity', id: 'identity_id' },
};

async function update(c: Context): Promise<Reply> {
  const id = c.params['entity-id']!;
  if (id === '') throw new Refusal('META_INVALID_ENTITY_ID', 'entity ID is required');
  const { meta_data: patch } = bindJson(c.body, metadataRequest);
  const { store } = c.services;
  const merged = /^(?:txn|bulk)_/.test(id)
    ? await updateTransactions(store, id, patch!)
    : await updateEntity(store, id, patch!);
  return json(200, { meta_data: merged });
}

/** Merges key by key into what is there; the last writer wins. */
async function updateEntity(db: Db, id: string, patch: GoMap): Promise<GoMap> {
  const place = TABLES[id.slice(0, 4)];
  if (!place) throw new PlainError(`invalid entity ID format: ${id}`);
  const found = await db
    .query<{ meta_data: string | null }>({
      text: `SELECT meta_data FROM ${place.table} WHERE ${place.id} = $1`,
      values: [id],
    })
    .catch(() => undefined);
  const row = found?.rows[0];
  if (!row) throw notFound();
  const merged: GoMap = new Map([...(decodeStored(row.meta_data) ?? []), ...patch]);
  try {
    await db.query({
      text: `UPDATE ${place.table} SET meta_data = $1 WHERE ${place.id} = $2`,
      values: [encodeStored(merged), id],
    });
  } catch (error) {
    throw wrap('failed to update metadata', error);
  }
  return merged;
}

/** A transaction's metadata is merged in SQL, on the row and on all rows that name it as their parent. */
async function updateTransactions(db: Db, id: string, patch: GoMap): Promise<GoMap> {
  const { rowCount } = await db.query({
    text: `UPDATE blnk.transactions
      SET meta_data = (CASE WHEN jsonb_typeof(meta_data) = 'object' THEN meta_data ELSE '{}'::jsonb END) || $1::jsonb
      WHERE transaction_id = $2 OR parent_transaction = $2`,
    values: [encodeStored(patch), id],
  });
  if (rowCount === 0) throw notFound();
  return patch;
}

const notFound = (): TypedError => new TypedError('META_ENTITY_NOT_FOUND', 'entity not found');
