import { Ban, TriangleAlert } from 'lucide-react';
import { StateBadge } from '@/components/shared/operation-state';
import { Badge } from '@/components/ui/badge';
import type { AuditOutcome } from '@/lib/features/audit/queries';

const ON_THE_WAY = { requested: 'Requested', sent: 'Sent', decided: 'Planned' } as const;

/** What an entry came to. Success and what is on its way are plain words; exceptions stand out. */
export function Outcome({ outcome, inTable }: { outcome: AuditOutcome; inTable?: boolean }) {
  switch (outcome) {
    case 'requested':
    case 'sent':
    case 'decided':
      return inTable ? (
        <span className="text-ink-3">{ON_THE_WAY[outcome]}</span>
      ) : (
        <Badge>{ON_THE_WAY[outcome]}</Badge>
      );
    case 'denied':
      return (
        <Badge tone="bad" icon={!inTable && <Ban size={12} />}>
          Denied
        </Badge>
      );
    case 'drift':
      return (
        <Badge tone="warn" icon={!inTable && <TriangleAlert size={12} />}>
          Drift
        </Badge>
      );
    default:
      return <StateBadge state={outcome} inTable={inTable} />;
  }
}
