import { defineColumns } from '@/components/data-table/column';
import { DataTable } from '@/components/data-table/data-table';
import { fitAmounts, MovedAmount } from '@/components/shared/amount-column';
import { CopyableId } from '@/components/shared/copyable-id';
import { Money } from '@/components/shared/money';
import { RefreshEvery } from '@/components/shared/refresh-every';
import { VerdictLine } from '@/components/shared/verdict-line';
import { Section } from '@/components/ui/section';
import { TextLink } from '@/components/ui/text-link';
import type { Money as Amount } from '@/lib/base/money';
import type { LineagePostingDto, TransactionLineageDto } from '@/lib/features/transactions/queries';
import { routes } from '@/lib/routes';

const STEPS: Record<LineagePostingDto['step'], string> = {
  credit: 'Came in from',
  release: 'Taken from',
  receive: 'Passed on as',
};

const STATES: Record<LineagePostingDto['state'], string> = {
  booked: 'Booked',
  on_hold: 'On hold',
  settled: 'Settled',
  voided: 'Voided',
};

const COLUMNS = defineColumns<LineagePostingDto>([
  {
    id: 'provider',
    head: 'Provider',
    minWidth: 120,
    phone: 'title',
    cell: ({ step, provider }) => (
      <span className="block truncate" title={provider}>
        <span className="text-ink-3">{STEPS[step]}</span>{' '}
        <bdi className="font-medium">{provider}</bdi>
      </span>
    ),
  },
  {
    id: 'state',
    head: 'State',
    width: 80,
    phone: 'aside',
    cell: ({ state }) => <span className="text-ink-2">{STATES[state]}</span>,
  },
  {
    id: 'shadow',
    head: 'Shadow balance',
    width: 140,
    hideBelow: 'xl',
    cell: ({ shadowId }) =>
      shadowId === null ? (
        <span className="text-ink-3">Not known</span>
      ) : (
        <CopyableId id={shadowId} width="table" href={routes.balance(shadowId)} />
      ),
  },
  {
    id: 'posting',
    head: 'Posting',
    width: 140,
    phone: 'meta',
    cell: ({ transactionId }) => (
      <CopyableId id={transactionId} width="table" href={routes.transaction(transactionId)} />
    ),
  },
  {
    id: 'amount',
    head: 'Amount',
    width: 132,
    align: 'decimal',
    phone: 'amount',
    cell: ({ amount }) => <MovedAmount amount={amount} />,
  },
]);

const VERDICTS: Partial<
  Record<TransactionLineageDto['is'], { tone: 'ok' | 'warn' | 'unknown'; words: string }>
> = {
  followed: { tone: 'ok', words: 'Followed by Core' },
  being_booked: { tone: 'unknown', words: 'Being booked' },
  lost: { tone: 'warn', words: 'Never booked' },
  partly: { tone: 'warn', words: 'Booked in part' },
  cannot_tell: { tone: 'unknown', words: 'Cannot tell' },
};

type TransactionLineageProps = {
  lineage: TransactionLineageDto;
  /** Of the transaction. */
  amount: Amount | null;
};

/** What lineage did with a transaction, from Core's own postings, which are exact. */
export function TransactionLineage({ lineage, amount }: TransactionLineageProps) {
  const { postings, other, lookAtBalanceId, noteIsRounded, recheckInMs } = lineage;
  const verdict = VERDICTS[lineage.is];
  return (
    <Section
      title="Fund lineage"
      action={
        verdict && (
          <span role="status">
            <VerdictLine tone={verdict.tone}>{verdict.words}</VerdictLine>
          </span>
        )
      }
    >
      {lineage.text && (
        <p className="max-w-[72ch] break-words text-ink-2">
          {lineage.text}{' '}
          {other && (
            <TextLink href={routes.transaction(other.transactionId)}>{other.words}</TextLink>
          )}
          {lookAtBalanceId !== null && (
            <TextLink href={routes.balance(lookAtBalanceId)}>Lineage of that balance</TextLink>
          )}
        </p>
      )}
      {postings.length > 0 && (
        <div className="mt-2">
          <DataTable
            label="Lineage postings"
            frame="plain"
            columns={fitAmounts(COLUMNS, postings)}
            rows={postings}
            rowKey={(row) => row.transactionId}
          />
        </div>
      )}
      {lineage.taken && amount && <Taken taken={lineage.taken} amount={amount} />}
      {noteIsRounded && (
        <p className="mt-1.5 max-w-[72ch] text-meta text-ink-3">
          Core’s own note on this transaction says other amounts, because it passes through a number
          that loses digits. These are from the postings, which are exact.
        </p>
      )}
      {recheckInMs !== null && <RefreshEvery ms={recheckInMs} />}
    </Section>
  );
}

function Taken({
  taken: { total, untagged, isHeld },
  amount,
}: {
  taken: NonNullable<TransactionLineageDto['taken']>;
  amount: Amount;
}) {
  return (
    <p className="mt-2 text-ink-2">
      <Money amount={total} currency className="font-medium" /> of{' '}
      <Money amount={amount} currency /> {isHeld ? 'is on hold at' : 'was taken from'} providers
      {BigInt(untagged.minor) > 0n && (
        <>
          ; <Money amount={untagged} currency /> was not tagged
        </>
      )}
      .
    </p>
  );
}
