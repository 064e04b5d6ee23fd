import { type SubjectType } from './define-operation';
import { type OperationState, type Reason } from './state';

/**
 * Where an operation stands, as its action answers it. A change that failed, met a conflict or is
 * still being checked is an answer too: the slip shows it. Only what never became an operation is an
 * `ActionResult` error (see `action-for.ts`).
 */
export type OperationStanding = {
  operationId: string;
  /** The stub's number. */
  number: number;
  kind: string;
  state: OperationState;
  subjectType: SubjectType;
  /** Null until a create has been found in Core. */
  subjectId: string | null;
  /** Why this outcome; null while it is open. A plan may give a reason of its own. */
  reason: Reason | (string & {}) | null;
  /** Core's refusal in words, when the definition has some (`explainRefusal`). */
  message: string | null;
  /** Messages by field path, to be shown at the fields. */
  fields: Record<string, string> | null;
};
