import { RefreshEvery } from '@/components/shared/refresh-every';
import { Timestamp } from '@/components/shared/timestamp';
import { Badge } from '@/components/ui/badge';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import type { OwnerCheckDto } from '@/lib/features/owners/queries';
import { CheckNow } from './check-now';

const count = (of: number) => of.toLocaleString('en');

/** How the owners in Core are checked, how far a check is, and the button that has one made now. */
export function OwnerCheckSection({ check }: { check: OwnerCheckDto }) {
  const { recent, all, isWanted } = check;
  const problem = all.problem ?? recent.problem;
  return (
    <Section
      title="Owner check"
      beside={problem && <Badge tone="warn">Not complete</Badge>}
      action={<CheckNow busy={isWanted || all.isRunning} />}
    >
      <p className="mb-2 text-ink-2">
        Core tells nobody when the owner of a balance changes. So the balances that something
        happened to are looked at every five minutes, and all of them once a day.
      </p>
      <DefinitionList>
        <Fact name="Recent ones">
          {recent.finishedAt ? (
            <Timestamp iso={recent.finishedAt} precision="second" />
          ) : (
            <span className="text-ink-3">Not yet</span>
          )}
        </Fact>
        <Fact name="All">
          <AllChecked all={all} />
        </Fact>
        {problem && (
          <Fact name="Problem">
            <span className="text-caution">{problem}</span>
          </Fact>
        )}
      </DefinitionList>
      {(isWanted || all.isRunning) && <RefreshEvery ms={1_000} />}
    </Section>
  );
}

function AllChecked({ all }: { all: OwnerCheckDto['all'] }) {
  const { finishedAt, isRunning, checked, lastChecked, isBaseline } = all;
  return (
    <>
      {isRunning && (
        <span className="block">
          {isBaseline ? 'Taking down who owns what: ' : 'Checking: '}
          {count(checked)}
          {lastChecked ? ` of about ${count(lastChecked)}` : ''} balances
        </span>
      )}
      {finishedAt ? (
        <>
          <Timestamp iso={finishedAt} precision="second" />
          {lastChecked !== null && (
            <span className="text-ink-3">
              {' '}
              {lastChecked === 1 ? '1 balance' : `${count(lastChecked)} balances`}
            </span>
          )}
        </>
      ) : (
        !isRunning && <span className="text-ink-3">Not yet</span>
      )}
    </>
  );
}
