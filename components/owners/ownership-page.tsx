import { TriangleAlert } from 'lucide-react';
import { IdentityName } from '@/components/shared/identity-name';
import { slipNumber } from '@/components/shared/slip';
import { Timestamp } from '@/components/shared/timestamp';
import { Band } from '@/components/ui/band';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import { changeKindName } from '@/lib/base/change-kinds';
import type { Ownership, OwnershipPeriod } from '@/lib/features/owners/queries';
import { routes } from '@/lib/routes';
import { OnDay } from './on-day';

type OwnershipOnPageProps = {
  ownership: Ownership;
  /** The day that is asked for, with whoever owned the balance on it, oldest first. */
  day: { on: string; periods: readonly OwnershipPeriod[]; isAhead: boolean } | null;
};

/** Who owned a balance from when to when, and on one day. */
export function OwnershipOnPage({ ownership, day }: OwnershipOnPageProps) {
  const { balanceId, periods, shown, differs, checkedAt } = ownership;
  return (
    <div className="max-w-[760px]">
      <Section title="On a day">
        <OnDay balanceId={balanceId} on={day?.on} />
        {day && <DayAnswer day={day} hasPeriods={periods.length > 0} />}
      </Section>
      <Section title="History" last>
        {differs && shown !== undefined && (
          <div className="mb-3">
            <Band tone="warn" title="Core shows another owner now">
              <span className="inline-flex">
                <IdentityName identity={shown} withType={false} />
              </span>
              , and no change made here says why. The next check of owners records it.
            </Band>
          </div>
        )}
        {shown === undefined && (
          <p className="mb-2 flex items-center gap-1.5 text-meta text-caution">
            <TriangleAlert size={14} /> Core could not be read, so this is what was recorded here.
          </p>
        )}
        {periods.length === 0 ? (
          <p className="text-ink-2">
            Nothing is recorded yet: no change was made here, and the first check of owners has not
            come to this balance.
          </p>
        ) : (
          <ol className="grid">
            {periods.map((period) => (
              <li key={`${period.from} ${period.cause?.is}`} className="border-t py-2.5">
                <Period period={period} />
              </li>
            ))}
          </ol>
        )}
        {checkedAt && (
          <p className="mt-2 text-meta text-ink-3">
            The present owner is the one Core showed{' '}
            <Timestamp iso={checkedAt} precision="second" year="always" /> or a later change made
            here.
          </p>
        )}
      </Section>
    </div>
  );
}

function Period({ period }: { period: OwnershipPeriod }) {
  const { owner, from, notBefore, to, cause } = period;
  return (
    <div className="grid gap-0.5 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)] sm:gap-4">
      <Owner owner={owner} />
      <div className="min-w-0">
        <p>
          {from === null ? (
            'From before'
          ) : (
            <>
              {notBefore ? 'Since between ' : 'Since '}
              {notBefore && (
                <>
                  <Timestamp iso={notBefore} precision="second" year="always" /> and{' '}
                </>
              )}
              <Timestamp iso={from} precision="second" year="always" />
            </>
          )}
          {to && (
            <>
              {' '}
              until <Timestamp iso={to} precision="second" year="always" />
            </>
          )}
        </p>
        <p className="text-meta text-ink-3">
          <Cause cause={cause} />
        </p>
      </div>
    </div>
  );
}

function Owner({ owner }: { owner: OwnershipPeriod['owner'] }) {
  if (owner === 'unknown') return <span className="text-ink-3">Before Counterfoil: unknown</span>;
  if (owner === null) return <span className="text-ink-2">Nobody</span>;
  return (
    <TextLink href={routes.identity(owner.id)} className="min-w-0">
      <IdentityName identity={owner} whole />
    </TextLink>
  );
}

function Cause({ cause }: { cause: OwnershipPeriod['cause'] }) {
  switch (cause?.is) {
    case 'change':
      return (
        <>
          {changeKindName(cause.kind)},{' '}
          <TextLink href={routes.change(cause.operationId)}>
            stub {slipNumber(cause.number)}
          </TextLink>
        </>
      );
    case 'drift':
      return (
        <>
          {cause.cause === 'late_answer'
            ? 'A late answer of a change made here'
            : 'Changed outside Counterfoil'}
          , <TextLink href={routes.audit({ entry: cause.driftId })}>as found</TextLink>
        </>
      );
    case 'first_seen':
      return 'As Core showed it; how it came about is not known here';
    default:
      return 'Nothing is recorded of that time';
  }
}

function DayAnswer({
  day: { periods, isAhead },
  hasPeriods,
}: {
  day: NonNullable<OwnershipOnPageProps['day']>;
  hasPeriods: boolean;
}) {
  if (isAhead) return <p className="mt-3 text-ink-2">That day is still to come.</p>;
  if (periods.length === 0) {
    return (
      <p className="mt-3 text-ink-2">
        {hasPeriods ? 'The balance did not exist on that day.' : 'Nothing is recorded of that day.'}
      </p>
    );
  }
  return (
    <ul aria-label="Owners on that day" className="mt-3 grid gap-1.5">
      {periods.map((period) => (
        <li key={`${period.from}`} className="rounded-md border border-line-strong px-3 py-2">
          <Period period={period} />
        </li>
      ))}
    </ul>
  );
}
