import { Clock, ShieldAlert, ShieldCheck } from 'lucide-react';
import { AppLink } from '@/components/ui/app-link';
import { Timestamp } from '@/components/shared/timestamp';
import type { LogSummaryDto, LogVerdict } from '@/lib/features/audit/queries';
import { routes } from '@/lib/routes';

const VERDICTS: Record<LogVerdict, { words: string; tone: string }> = {
  sound: { words: 'Log intact', tone: 'text-accent' },
  tampered: { words: 'Log tampered with', tone: 'text-danger' },
  incomplete: { words: 'Evidence incomplete', tone: 'text-caution' },
};

/** How the log stands, beside the page's title. What is wrong now goes before what was checked earlier. */
export function LogStatus({ log }: { log: LogSummaryDto }) {
  const { size, sealLagMs, isOverdue, anchorProblem, lastCheck } = log;
  const line = 'flex min-w-0 items-center gap-1.5 text-meta font-medium max-md:hidden';
  if (isOverdue) {
    return (
      <span className={`${line} text-danger`}>
        <ShieldAlert size={14} className="flex-none" />
        <span className="truncate">Not sealed for {Math.floor(sealLagMs / 60_000)} min</span>
      </span>
    );
  }
  if (anchorProblem) {
    return (
      <span className={`${line} text-caution`} title={anchorProblem}>
        <ShieldAlert size={14} className="flex-none" />
        <span className="truncate">Sealed, but not copied away</span>
      </span>
    );
  }
  if (!lastCheck) {
    return (
      <span className={`${line} text-ink-3`}>
        <Clock size={14} className="flex-none" />
        <span className="truncate">
          {size === 0 ? 'Nothing sealed yet' : `${size.toLocaleString('en')} entries sealed`}
        </span>
      </span>
    );
  }
  const { words, tone } = VERDICTS[lastCheck.verdict];
  const Icon = lastCheck.verdict === 'sound' ? ShieldCheck : ShieldAlert;
  return (
    <AppLink
      href={routes.audit({ action: 'log.verified', entry: lastCheck.entryId })}
      className={`${line} ${tone} hover:underline`}
    >
      <Icon size={14} className="flex-none" />
      <span className="truncate">
        {words}: {lastCheck.size.toLocaleString('en')} entries, checked{' '}
        <Timestamp iso={lastCheck.at} />
      </span>
    </AppLink>
  );
}
