import 'server-only';
import { type AnyOperation } from '@/lib/operations/define-operation';
import { type OperationRegistry } from '@/lib/operations/reconcile';
import { reassignIdentity } from './balances/reassign-identity';

/** Every operation there is. One that is missing here would never be taken over by a worker. */
const ALL: AnyOperation[] = [reassignIdentity];

/** All operations by kind. */
export const operations: OperationRegistry = new Map(
  ALL.map((operation) => [operation.kind, operation]),
);
