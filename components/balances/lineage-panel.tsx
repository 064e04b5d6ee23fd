'use client';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { CopyableId } from '@/components/shared/copyable-id';
import { LineageBars } from '@/components/shared/lineage-bars';
import { TryAgain } from '@/components/shared/read-again';
import { VerdictLine } from '@/components/shared/verdict-line';
import { Badge } from '@/components/ui/badge';
import { Section } from '@/components/ui/section';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { PanelState } from '@/components/ui/state-block';
import type { Failure } from '@/lib/base/result';
import {
  balanceLineageQuery,
  type BalanceLineageDto,
  type LineageTrait,
} from '@/lib/features/balances/queries';
import { routes } from '@/lib/routes';
import { LineageCauses, LineageSharing } from './lineage-notes';

const TITLE = 'Fund lineage';

type LineagePanelProps = {
  balanceId: string;
  /** As the server read it, or why it could not. */
  read: { data: BalanceLineageDto; failure: null } | { data: null; failure: Failure };
  /** Known from the balance itself, also when its lineage could not be read. */
  trait: LineageTrait;
};

/** Where the money of a balance came from, and whether that is still true. */
export function LineagePanel({ balanceId, read, trait }: LineagePanelProps) {
  const lineage = useLatest(balanceId, read.data);
  if (!trait.tracked) return <NotTracked />;
  if (!lineage?.tracked) return <LineageFailed failure={read.failure} trait={trait} />;
  if (lineage.providers.length === 0 && lineage.health.state === 'agrees') {
    return (
      <Frame trait={trait}>
        <PanelState>
          No tagged credit has arrived. The first transaction with a provider tag starts the
          lineage. Changing the identity now is a label change only.
        </PanelState>
      </Frame>
    );
  }
  return <Tracked lineage={lineage} trait={trait} />;
}

/** What the server drew, or what was read since then while Core was still booking. */
function useLatest(balanceId: string, drawn: BalanceLineageDto | null): BalanceLineageDto | null {
  const waitMs = (lineage: BalanceLineageDto | null | undefined) =>
    lineage?.tracked ? (lineage.health.recheckInMs ?? false) : false;
  const { data: later } = useQuery({
    ...balanceLineageQuery(balanceId),
    enabled: waitMs(drawn) !== false,
    refetchInterval: ({ state }) => waitMs(state.data ?? drawn),
  });
  return later && drawn && later.readAt > drawn.readAt ? later : drawn;
}

const RULES: Record<LineageTrait['strategy'], string> = {
  FIFO: 'first provider credited is spent first',
  LIFO: 'last provider credited is spent first',
  PROPORTIONAL: 'each is spent by its share of what is left',
};

type FrameProps = { trait?: LineageTrait; verdict?: ReactNode; children: ReactNode };

function Frame({ trait, verdict, children }: FrameProps) {
  return (
    <Section
      title={TITLE}
      beside={
        trait && (
          <>
            <Badge>{trait.strategy}</Badge>
            <span className="text-meta text-ink-3">{RULES[trait.strategy]}</span>
          </>
        )
      }
      action={verdict}
    >
      {children}
    </Section>
  );
}

function NotTracked() {
  return (
    <Frame>
      <PanelState>
        This balance does not track fund lineage. That was decided when it was created and cannot be
        changed.
      </PanelState>
    </Frame>
  );
}

function LineageFailed({ failure, trait }: { failure: Failure | null; trait: LineageTrait }) {
  const isForbidden = failure?.code === 'forbidden';
  return (
    <Frame trait={trait}>
      <PanelState kind={isForbidden ? 'forbidden' : 'failed'} action={<TryAgain />}>
        {isForbidden ? (
          <>{failure.message} The owner and amounts above are complete.</>
        ) : (
          <>
            Lineage could not be read. Balance and transactions are current. Reassigning is blocked
            until it can be read.
            {failure?.reference && (
              <>
                {' '}
                Reference <span className="code-text">{failure.reference}</span>.
              </>
            )}
          </>
        )}
      </PanelState>
    </Frame>
  );
}

type TrackedLineage = Extract<BalanceLineageDto, { tracked: true }>;

const TONES = {
  agrees: 'ok',
  off: 'warn',
  being_booked: 'unknown',
  cannot_tell: 'unknown',
} as const;

function Tracked({ lineage, trait }: { lineage: TrackedLineage; trait: LineageTrait }) {
  const { health, providers, total, sharing, aggregateBalanceId } = lineage;
  return (
    <Frame
      trait={trait}
      verdict={
        <span role="status">
          <VerdictLine tone={TONES[health.state]}>{health.title}</VerdictLine>
        </span>
      }
    >
      {providers.length > 0 && (
        <LineageBars
          providers={providers.map((line) => ({
            ...line,
            href: routes.balance(line.shadowBalanceId),
          }))}
          total={total}
          remark={lineage.orderSentence}
        />
      )}
      <LineageCauses health={health} />
      {sharing && <LineageSharing sharing={sharing} providers={providers} />}
      {aggregateBalanceId !== null && (
        <p className="mt-1.5 flex flex-wrap items-center gap-x-1.5 text-meta text-ink-3">
          All of it together is in the aggregate balance
          <CopyableId id={aggregateBalanceId} href={routes.balance(aggregateBalanceId)} />
        </p>
      )}
    </Frame>
  );
}

/** While lineage is read: the heading is there, the rest is bars. */
export function LineageSkeleton({ trait }: { trait: LineageTrait }) {
  if (!trait.tracked) return <NotTracked />;
  return (
    <Frame trait={trait}>
      <LoadingNote what="fund lineage" />
      <div className="grid grid-cols-1 gap-5 py-3">
        {[420, 300, 360].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </Frame>
  );
}
