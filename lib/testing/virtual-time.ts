import { sql } from 'drizzle-orm';
import { db } from '@/lib/db/client';
import { type AnyOperation } from '@/lib/operations/define-operation';
import { getOperation, type OperationView } from '@/lib/operations/get-operation';
import { type Ports, PORTS } from '@/lib/operations/ports';
import { createReconciler, RECONCILER } from '@/lib/operations/reconcile';

/**
 * Lets time pass for one operation, or for all, without waiting: the database's clock stays, and what
 * was written by it moves into the past.
 */
export async function letTimePass(ms: number, operationId?: string): Promise<void> {
  const ago = sql`${ms} * interval '1 millisecond'`;
  const only = (column: string) =>
    operationId === undefined ? sql`true` : sql`${sql.identifier(column)} = ${operationId}`;
  await db().execute(sql`
    with step as (
      update operation_step set decided_at = decided_at - ${ago} where ${only('operation_id')}
    ), attempt as (
      update operation_attempt set started_at = started_at - ${ago} where ${only('operation_id')}
    )
    update operation set requested_at = requested_at - ${ago}, send_until = send_until - ${ago},
      lease_until = lease_until - ${ago}, settle_until = settle_until - ${ago},
      next_at = next_at - ${ago}
    where ${only('id')}`);
}

/** Ports whose sleep is `letTimePass`, so that a test of two minutes takes milliseconds. */
export function virtualPorts(): Ports {
  let slept = 0;
  return {
    ...PORTS,
    monotonicMs: () => performance.now() + slept,
    sleep: async (ms) => {
      slept += ms;
      await letTimePass(ms);
    },
  };
}

/**
 * Lets workers go on until an operation is settled, looking every two seconds and later every ten;
 * gives its slip.
 */
export async function settled(
  operationId: string,
  operations: AnyOperation[],
): Promise<OperationView> {
  const registry = new Map(operations.map((operation) => [operation.kind, operation]));
  const reconciler = createReconciler(registry, virtualPorts());
  for (let looks = 0; looks < 50; looks++) {
    await reconciler.tick();
    await reconciler.idle();
    const slip = await getOperation(RECONCILER, operationId);
    if (slip.outcomeAt && slip.reserved.length === 0) return slip;
    await letTimePass(looks < 10 ? 2_000 : 10_000, operationId);
  }
  throw new Error(`operation ${operationId} was not settled within 400 s`);
}
