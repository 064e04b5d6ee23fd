'use client';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { buttonStyle } from '@/components/ui/button-style';
import { Popover } from '@/components/ui/popover';
import {
  countAuditFilters,
  filtersOf,
  type AuditSearchParams,
} from '@/lib/features/audit/search-params';
import { routes } from '@/lib/routes';

const FORMATS = [
  { format: 'csv', name: 'CSV', what: 'One line for each entry, for spreadsheets.' },
  { format: 'json', name: 'JSON', what: 'The records byte by byte with their hashes.' },
] as const;

type ExportAuditProps = {
  params: AuditSearchParams;
  scope: 'all' | 'own';
  /** Why this person cannot, or `null`. */
  reason: string | null;
};

/**
 * Exports what the filters show. The links lead to a file and not to a page, so they are links of the
 * browser: it writes the file as it comes.
 */
export function ExportAudit({ params, scope, reason }: ExportAuditProps) {
  const [open, setOpen] = useState(false);
  const trigger = (
    <Button
      variant="primary"
      size="small"
      collapse
      icon={<Download size={14} />}
      disabledReason={reason}
    >
      Export
    </Button>
  );
  if (reason) return trigger;
  const whose = scope === 'all' ? 'Every entry' : 'Every entry of yours';
  const count = countAuditFilters(params);
  return (
    <Popover label="Export" align="end" open={open} onOpenChange={setOpen} trigger={trigger}>
      <div className="grid w-80 max-w-full gap-3 p-2">
        <p className="text-ink-2">
          {count === 0
            ? `${whose}.`
            : `${whose} that the ${count === 1 ? 'filter shows' : `${count} filters show`}.`}{' '}
          That you exported it is an entry of its own.
        </p>
        {FORMATS.map(({ format, name, what }) => (
          <div key={format} className="flex items-center gap-3">
            <a
              href={routes.api.auditExport({ ...filtersOf(params), format })}
              onClick={() => setOpen(false)}
              className={`${buttonStyle({ size: 'small' })} w-24 justify-center`}
            >
              <Download size={14} />
              {name}
            </a>
            <span className="min-w-0 flex-1 text-meta text-ink-3">{what}</span>
          </div>
        ))}
        {scope === 'all' && <EvidenceLinks onClick={() => setOpen(false)} />}
      </div>
    </Popover>
  );
}

const VERIFIERS = [
  { as: 'page', name: 'HTML page' },
  { as: 'program', name: 'Node' },
  { as: 'python', name: 'Python' },
] as const;

/** The whole log with its proofs, for whoever has nothing of ours, and what checks it. */
function EvidenceLinks({ onClick }: { onClick: () => void }) {
  return (
    <div className="grid gap-2 border-t pt-3">
      <div className="flex items-center gap-3">
        <a
          href={routes.api.evidence()}
          onClick={onClick}
          className={`${buttonStyle({ size: 'small' })} w-24 justify-center`}
        >
          <Download size={14} />
          Evidence
        </a>
        <span className="min-w-0 flex-1 text-meta text-ink-3">
          The whole log, whatever the filters show, with every checkpoint: a ZIP that anybody can
          check offline.
        </span>
      </div>
      <p className="text-meta text-ink-3">
        What checks it:{' '}
        {VERIFIERS.map(({ as, name }, index) => (
          <span key={as}>
            {index > 0 && ' · '}
            <a
              href={routes.api.verifier(as)}
              onClick={onClick}
              className="text-accent underline decoration-accent-line underline-offset-2"
            >
              {name}
            </a>
          </span>
        ))}
      </p>
    </div>
  );
}
