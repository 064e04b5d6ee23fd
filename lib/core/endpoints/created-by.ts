import { OPERATION_ID_KEY } from '@/lib/base/meta-data';
import { type Condition } from './filter';

/** The metadata field that names the operation which created something (design §5). */
export type CreatedByField = `meta_data.${typeof OPERATION_ID_KEY}`;

/**
 * Conditions for what one operation created. Core has no index on metadata (contract 8.1), so the
 * time bounds what is scanned; `since` allows for clocks that differ.
 */
export function createdBy(
  operationId: string,
  since: Date,
): Condition<CreatedByField | 'created_at'>[] {
  return [
    { field: `meta_data.${OPERATION_ID_KEY}`, operator: 'eq', value: operationId },
    { field: 'created_at', operator: 'gte', value: since.toISOString() },
  ];
}
