export type {
  AuditActor,
  AuditEntryDto,
  EntryProofDto,
  LogCheckDto,
  LogSummaryDto,
  LogVerdict,
  AuditObject,
  AuditOutcome,
  AuditRowDto,
  AuditValue,
} from './audit-dto';
export type { AuditActorChoice } from './list-audit-actors';
export type { AuditEntryPage } from './get-audit-event';
export type { AuditPage } from './list-audit';
