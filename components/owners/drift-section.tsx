import { TriangleAlert } from 'lucide-react';
import { CopyableId } from '@/components/shared/copyable-id';
import { IdentityName } from '@/components/shared/identity-name';
import { slipNumber } from '@/components/shared/slip';
import { Timestamp } from '@/components/shared/timestamp';
import { Band } from '@/components/ui/band';
import { TextLink } from '@/components/ui/text-link';
import type { DriftDto } from '@/lib/features/owners/queries';
import { routes } from '@/lib/routes';
import { ExplainDrift } from './explain-drift';

type DriftSectionProps = {
  drifts: { rows: readonly DriftDto[]; total: number };
  /** Why this person cannot explain, or `null`. */
  reason: string | null;
};

/** Owners that changed outside Counterfoil, until a person has said why. Nothing where there are none. */
export function DriftSection({ drifts: { rows, total }, reason }: DriftSectionProps) {
  if (rows.length === 0) return null;
  return (
    <section
      aria-label="Owners changed outside Counterfoil"
      className="max-h-[40vh] flex-none overflow-y-auto border-b bg-caution-soft px-gutter py-3 max-sm:px-4"
    >
      <h2 className="flex items-center gap-2 font-semibold text-caution">
        <TriangleAlert size={16} />
        {total === 1
          ? '1 owner changed outside Counterfoil'
          : `${total} owners changed outside Counterfoil`}
      </h2>
      <p className="mt-0.5 text-ink-2">
        Core shows another owner than the last one known, and no change made here says why. Nothing
        is put right by itself: find out, then say what is known about it.
      </p>
      <ul className="mt-2 grid">
        {rows.map((drift) => (
          <li
            key={drift.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-caution-line py-2"
          >
            <DriftFacts drift={drift} />
            <ExplainDrift drift={drift} reason={reason} />
          </li>
        ))}
      </ul>
      {total > rows.length && <p className="text-meta">And {total - rows.length} more.</p>}
    </section>
  );
}

/** On the page of a balance whose owner changed outside Counterfoil, until a person has said why. */
export function DriftBand({ drift, reason }: { drift: DriftDto; reason: string | null }) {
  return (
    <div className="px-gutter pt-3 max-sm:px-4">
      <Band
        tone="warn"
        title="The owner changed outside Counterfoil"
        action={<ExplainDrift drift={drift} reason={reason} />}
      >
        <span className="flex flex-wrap items-baseline gap-x-2">
          <IdentityName identity={drift.from} withType={false} whole />
          <span aria-label="is now">→</span>
          <IdentityName identity={drift.to} withType={false} whole />
        </span>
        <DriftCause drift={drift} /> Found <Timestamp iso={drift.foundAt} precision="second" />.
      </Band>
    </div>
  );
}

function DriftFacts({ drift }: { drift: DriftDto }) {
  const { balanceId, from, to, foundAt, id, balances } = drift;
  return (
    <div className="grid min-w-0 flex-1 gap-0.5 max-sm:basis-full">
      <div className="flex min-w-0 flex-wrap items-center gap-x-3">
        {balanceId === null ? (
          <span className="font-medium">{balances.toLocaleString('en')} owners differ at once</span>
        ) : (
          <>
            <CopyableId id={balanceId} href={routes.balance(balanceId)} />
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-2">
              <IdentityName identity={from} withType={false} whole />
              <span aria-label="is now">→</span>
              <IdentityName identity={to} withType={false} whole />
            </span>
          </>
        )}
      </div>
      <p className="text-meta text-ink-2">
        <DriftCause drift={drift} /> Found <Timestamp iso={foundAt} precision="second" />.{' '}
        <TextLink href={routes.audit({ entry: id })}>Audit entry</TextLink>
      </p>
    </div>
  );
}

/** What it looks like, in a sentence. */
function DriftCause({ drift: { cause, lateOf, since } }: { drift: DriftDto }) {
  if (cause === 'incident') {
    return 'Core may have been restored from a backup or swapped, or a script has run. Once it is explained, owners are taken down anew as they stand.';
  }
  if (cause === 'late_answer' && lateOf) {
    return (
      <>
        Looks like a late answer of{' '}
        <TextLink href={routes.change(lateOf.operationId)}>
          stub {slipNumber(lateOf.number)}
        </TextLink>
        , which was thought to have come to nothing.
      </>
    );
  }
  return (
    <>
      Changed outside Counterfoil
      {since && (
        <>
          , after <Timestamp iso={since} precision="second" />
        </>
      )}
      .
    </>
  );
}
