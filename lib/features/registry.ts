import 'server-only';
import { type AnyOperation } from '@/lib/operations/define-operation';
import { type OperationRegistry } from '@/lib/operations/reconcile';
import { carryLineage } from './balances/carry-lineage';
import { createBalance } from './balances/create-balance';
import { moveToNew } from './balances/move-to-new';
import { reassignIdentity } from './balances/reassign-identity';
import { reassignWhenSpent } from './balances/reassign-when-spent';
import { createIdentity } from './identities/create-identity';
import { deleteIdentity } from './identities/delete-identity';
import { tokenizeIdentity } from './identities/tokenize-identity';
import { updateIdentity } from './identities/update-identity';
import { createLedger } from './ledgers/create-ledger';
import { renameLedger } from './ledgers/rename-ledger';

/** Every operation there is. One that is missing here would never be taken over by a worker. */
const ALL: AnyOperation[] = [
  createBalance,
  reassignIdentity,
  carryLineage,
  reassignWhenSpent,
  moveToNew,
  createIdentity,
  updateIdentity,
  tokenizeIdentity,
  deleteIdentity,
  createLedger,
  renameLedger,
];

/** All operations by kind. */
export const operations: OperationRegistry = new Map(
  ALL.map((operation) => [operation.kind, operation]),
);
