export type {
  AuditActor,
  AuditEntryDto,
  AuditObject,
  AuditOutcome,
  AuditRowDto,
  AuditValue,
} from './audit-dto';
export type { AuditActorChoice } from './list-audit-actors';
export type { AuditEntryPage } from './get-audit-event';
export type { AuditPage } from './list-audit';
