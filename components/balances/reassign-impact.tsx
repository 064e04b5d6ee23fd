'use client';
import type { ReactNode } from 'react';
import { EffectList } from '@/components/shared/effect-list';
import { SentenceText } from '@/components/shared/sentence';
import { useCountdown } from '@/components/shared/use-countdown';
import { Band, type BandTone } from '@/components/ui/band';
import { classes } from '@/components/ui/classes';
import { Button } from '@/components/ui/button';
import { AgainIcon } from '@/components/ui/state-block';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';

type Impact = NonNullable<ReassignPreviewDto['impact']>;

const TONES: Record<Impact['verdict'], BandTone> = {
  label_only: 'ok',
  not_settled: 'unknown',
  will_break: 'warn',
  blocked: 'bad',
};

const JUST_MOVED =
  'Money has just moved on this balance, and Core books lineage a little later. Until then nobody can say exactly what this change does.';
const BUSY =
  'Money moves on this balance all the time, so nobody can say exactly what a change of the identity alone does. Carrying the lineage over need not wait.';

type ReassignImpactProps = {
  impact: Impact;
  /** Beside the effects: what the next movement comes to. */
  outlook: ReactNode;
  /** Payments never stop, so that there is no use in waiting. */
  isBusy: boolean;
  /** When Core is looked at again by itself, by this browser's clock. */
  recheckAtMs: number | null;
  isReading: boolean;
  onReadAgain: () => void;
};

/** What the change would do: the verdict in one line, then its effects with this balance's amounts. */
export function ReassignImpact(props: ReassignImpactProps) {
  const { impact, outlook, isReading, onReadAgain } = props;
  return (
    <section aria-label="What this change does" className="grid gap-3">
      <Band
        tone={TONES[impact.verdict]}
        title={<VerdictTitle {...props} />}
        aside={impact.aside.length > 0 && <SentenceText parts={impact.aside} />}
        action={
          impact.verdict === 'blocked' && (
            <Button size="small" icon={<AgainIcon />} busy={isReading} onClick={onReadAgain}>
              Read again
            </Button>
          )
        }
      >
        {impact.blockedBy.length > 0 && (
          <ul className="mt-1 grid gap-1">
            {impact.blockedBy.map((parts, index) => (
              <li key={index}>
                <SentenceText parts={parts} />
              </li>
            ))}
          </ul>
        )}
        {impact.verdict === 'not_settled' && (props.isBusy ? BUSY : JUST_MOVED)}
      </Band>
      {impact.effects.length > 0 && (
        <div
          className={classes(
            'grid gap-x-8 gap-y-4',
            !!outlook && 'lg:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)]',
          )}
        >
          <div>
            <p className="mb-1 text-meta text-ink-3">
              {impact.verdict === 'will_break'
                ? 'If only the identity changes:'
                : 'To keep in mind:'}
            </p>
            <EffectList
              effects={impact.effects.map(({ kind, title, text }) => ({
                id: kind,
                title: <SentenceText parts={title} />,
                text: <SentenceText parts={text} />,
              }))}
            />
          </div>
          {outlook}
        </div>
      )}
    </section>
  );
}

function VerdictTitle({ impact, recheckAtMs }: ReassignImpactProps) {
  const seconds = useCountdown(recheckAtMs);
  if (impact.verdict !== 'not_settled') return <bdi>{impact.title}</bdi>;
  // Counted down for the eye only: a live region that speaks every second would be a nuisance.
  return (
    <>
      {impact.title}
      <span aria-hidden="true">
        {seconds === 0 && ': checking again now'}
        {!!seconds && `: checking again in ${seconds} s`}
      </span>
    </>
  );
}
