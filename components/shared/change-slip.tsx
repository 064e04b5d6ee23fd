import { CircleCheck, CircleX, Clock, ScrollText, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { TextLink } from '@/components/ui/text-link';
import { ROLE_NAMES } from '@/lib/base/actor';
import { REASSIGN_CATEGORIES } from '@/lib/features/balances/schema';
import type { ChangeDto, ChangeSide } from '@/lib/features/changes/queries';
import { routes } from '@/lib/routes';
import { BeforeAfter, ChangedValues, IdentitySide } from './before-after';
import { sideWords } from './change-side-words';
import { ChangeSteps } from './change-steps';
import { ChangeSubjectId, SUBJECT_NAMES } from './change-subject';
import { ChangeWaiting } from './change-waiting';
import { CopyableId } from './copyable-id';
import { HashText } from './hash-text';
import { Money } from './money';
import { operationStateWords, StateBadge } from './operation-state';
import { Slip, SlipActions, SlipHead, slipNumber, SlipRule, StubFact } from './slip';
import { LocalClock, Timestamp } from './timestamp';

type ChangeSlipProps = {
  change: ChangeDto;
  /** Where a dialog is its edge. */
  bare?: boolean;
  /** Lets the outcome take the focus. */
  titleId?: string;
  /** When `change` was read, by this browser's clock: countdowns start there. */
  readAtMs?: number;
  actions?: ReactNode;
};

/** The counterfoil of one change: what happened, before → after, who, when and why. */
export function ChangeSlip({ change, bare, titleId, readAtMs, actions }: ChangeSlipProps) {
  const { number, state, before, after, title, text } = change;
  const words = operationStateWords(state);
  return (
    <Slip
      number={number}
      bare={bare}
      label={`Stub ${slipNumber(number)}, ${words.toLowerCase()}`}
      stub={<ChangeStub change={change} />}
    >
      <SlipHead
        icon={<OutcomeIcon state={state} />}
        title={<bdi>{title}</bdi>}
        titleId={titleId}
        badge={<StateBadge state={state} />}
      >
        <p>
          <bdi>{text}</bdi>
        </p>
        {change.short && <Short short={change.short} />}
        {change.open && <ChangeWaiting open={change.open} readAtMs={readAtMs} />}
        <ChangeSteps steps={change.steps} isOpen={change.open !== null} />
      </SlipHead>
      {(before || after) && (
        <div className="mt-3.5">
          {change.values.length > 0 ? (
            <ChangedValues values={change.values} isNew={before === null} />
          ) : (
            <BeforeAfter before={<Side side={before} />} after={<Side side={after} />} />
          )}
        </div>
      )}
      <SlipRule />
      <ChangeFacts change={change} />
      {(actions || change.entryId) && (
        <>
          <SlipRule />
          <SlipActions>
            {actions}
            {change.entryId && (
              <ButtonLink
                size="small"
                variant="ghost"
                icon={<ScrollText size={14} />}
                href={routes.audit({ q: change.operationId, entry: change.entryId })}
              >
                Open audit entry
              </ButtonLink>
            )}
          </SlipActions>
        </>
      )}
    </Slip>
  );
}

/** While money is out of the balance. */
function Short({ short: { amount, since } }: { short: NonNullable<ChangeDto['short']> }) {
  return (
    <p className="mt-1 text-caution">
      The balance is short of <Money amount={amount} currency /> since{' '}
      <Timestamp iso={since} precision="second" utc />.
    </p>
  );
}

function OutcomeIcon({ state }: { state: ChangeDto['state'] }) {
  switch (state) {
    case 'succeeded':
      return <CircleCheck size={16} className="text-accent" />;
    case 'failed':
      return <CircleX size={16} className="text-danger" />;
    case 'conflict':
    case 'overwritten':
      return <TriangleAlert size={16} className="text-caution" />;
    default:
      return <Clock size={16} className="text-ink-3" />;
  }
}

function Side({ side }: { side: ChangeSide | null }) {
  if (side?.of === 'identity') return <IdentitySide identity={side.identity} />;
  if (!side || side.text === null) return <span className="text-ink-3">Nothing</span>;
  return <bdi className="text-title font-semibold break-words">{side.text}</bdi>;
}

function ChangeStub({ change }: { change: ChangeDto }) {
  // Several values fit the body of the slip, not its stub; a new object is told by its name.
  const names = change.before && change.values.map(({ name }) => name).join(', ');
  const from = names ? null : sideWords(change.before);
  const to = names ? null : sideWords(change.after);
  return (
    <>
      <StubFact name="Date">
        <Timestamp iso={change.requestedAt} precision="date" year="always" />
      </StubFact>
      {change.amount && (
        <StubFact name="Balance">
          <Money amount={change.amount.money} currency />
        </StubFact>
      )}
      {names && <StubFact name="Changed">{names}</StubFact>}
      {from !== null && (
        <StubFact name="From">
          <bdi>{from}</bdi>
        </StubFact>
      )}
      {to !== null && (
        <StubFact name="To">
          <bdi className="font-medium">{to}</bdi>
        </StubFact>
      )}
      {change.seal && (
        <div className="mt-auto pt-3 max-sm:hidden">
          <StubFact name="Sealed as">
            Leaf {count(change.seal.leafIndex)}
            <HashText hash={change.seal.leafHash} />
          </StubFact>
        </div>
      )}
    </>
  );
}

const CATEGORIES: Readonly<Record<string, string>> = REASSIGN_CATEGORIES;

function ChangeFacts({ change }: { change: ChangeDto }) {
  const { subject, amount, why } = change;
  const category = why.category && (CATEGORIES[why.category] ?? why.category);
  const reason = [category, why.ticket].filter(Boolean).join(', ');
  return (
    <DefinitionList width="slip">
      <Fact name={SUBJECT_NAMES[subject.type]}>
        <span className="flex flex-wrap items-center gap-x-3">
          <ChangeSubjectId subject={subject} />
          {change.ledgerName && <bdi className="text-ink-2">{change.ledgerName}</bdi>}
        </span>
      </Fact>
      {change.undoes && (
        <Fact name="Undoes">
          <LinkedStub change={change.undoes} />
        </Fact>
      )}
      {change.undoneBy && (
        <Fact name="Undone by">
          <LinkedStub change={change.undoneBy} />
        </Fact>
      )}
      {change.newBalanceId && (
        <Fact name="New balance">
          <ChangeSubjectId subject={{ type: 'balance', id: change.newBalanceId }} />
        </Fact>
      )}
      {amount && (
        <Fact name="Amount">
          <Money amount={amount.money} currency />{' '}
          <span className="text-ink-3">{whenAmount(amount.sameAfter)}</span>
        </Fact>
      )}
      {change.lineage && (
        <Fact name="Lineage">
          <ChangeLineage lineage={change.lineage} />
        </Fact>
      )}
      {reason && <Fact name="Reason">{reason}</Fact>}
      {why.note && (
        <Fact name="Note">
          <span className="whitespace-pre-wrap">{why.note}</span>
        </Fact>
      )}
      <Fact name="Done by">
        <bdi>{change.actor.name}</bdi>{' '}
        <span className="text-ink-3">{roleName(change.actor.role)}</span>
      </Fact>
      <Fact name="Requested">
        <Timestamp iso={change.requestedAt} precision="second" year="always" utc />{' '}
        <LocalClock iso={change.requestedAt} />
      </Fact>
      <Fact name="Read back">
        <ReadBack change={change} />
      </Fact>
      <Fact name="Operation id">
        <CopyableId id={change.operationId} width="full" className="whitespace-normal!" />
      </Fact>
      {change.open === null && (
        <Fact name="Log position">
          {change.seal ? (
            `Leaf ${count(change.seal.leafIndex)}, under checkpoint ${count(change.seal.size)}`
          ) : (
            <span className="text-ink-3">Waits to be sealed</span>
          )}
        </Fact>
      )}
    </DefinitionList>
  );
}

function LinkedStub({ change }: { change: NonNullable<ChangeDto['undoes']> }) {
  return (
    <TextLink href={routes.change(change.operationId)}>Stub {slipNumber(change.number)}</TextLink>
  );
}

const count = (leaves: number) => leaves.toLocaleString('en');

const ROLES: Readonly<Record<string, string>> = ROLE_NAMES;

const roleName = (role: string | null) => role && (ROLES[role] ?? role);

function whenAmount(sameAfter: boolean | null): string {
  if (sameAfter === null) return 'when it was asked for';
  return sameAfter ? 'before and after' : 'before; money moved meanwhile';
}

/** What was said about lineage beforehand: the verdict, the amounts, every effect that was shown. */
function ChangeLineage({ lineage }: { lineage: NonNullable<ChangeDto['lineage']> }) {
  const { title, tagged, effects, chosen } = lineage;
  return (
    <>
      <span className="text-ink-3">Said beforehand:</span> <bdi>{title}.</bdi>{' '}
      {tagged && <span className="text-ink-2">{tagged}.</span>}
      {chosen !== null && (
        <span className="block">
          <span className="text-ink-3">Chosen:</span> {chosen}.
        </span>
      )}
      {effects.length > 0 && (
        <details>
          <summary className="cursor-default text-accent underline decoration-accent-line underline-offset-2">
            {effects.length === 1 ? '1 effect was shown' : `${effects.length} effects were shown`}
          </summary>
          <ol className="mt-1 list-decimal pl-4 text-ink-2">
            {effects.map((effect) => (
              <li key={effect}>{effect}</li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}

function ReadBack({ change }: { change: ChangeDto }) {
  const { readBack, attemptCount } = change;
  const attempts =
    attemptCount === 0
      ? 'nothing was sent'
      : attemptCount === 1
        ? '1 attempt'
        : `${attemptCount} attempts`;
  if (!readBack) return <span className="text-ink-3">Not yet, {attempts}</span>;
  return (
    <>
      <Timestamp iso={readBack.at} precision="second" year="always" utc />{' '}
      <span className="text-ink-3">
        {(readBack.afterMs / 1000).toFixed(1)} s later, {attempts}
      </span>
    </>
  );
}

/** The address of the page of a change, for "Copy link". */
export function changeAddress(operationId: string): string {
  return new URL(routes.change(operationId), window.location.origin).href;
}
