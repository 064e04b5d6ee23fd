import { Layers } from 'lucide-react';
import { CopyableId } from '@/components/shared/copyable-id';
import { SentenceText } from '@/components/shared/sentence';
import { moneyText } from '@/lib/base/money';
import type { BalanceLineageDto, LineageProviderDto } from '@/lib/features/balances/queries';
import { routes } from '@/lib/routes';

type Tracked = Extract<BalanceLineageDto, { tracked: true }>;

const SUMMARY =
  'inline-block cursor-default text-accent underline decoration-accent-line underline-offset-2';

/** Why lineage is off, or why nobody can tell, one sentence each, with the movements concerned. */
export function LineageCauses({ health }: Pick<Tracked, 'health'>) {
  if (health.causes.length === 0) return null;
  return (
    <ul className="mt-2 grid max-w-[84ch] gap-1.5 wrap-anywhere text-ink-2">
      {health.causes.map(({ text, transactionIds }, index) => (
        <li key={index}>
          <SentenceText parts={text} />
          {transactionIds.length > 0 && (
            <details className="mt-0.5 text-meta">
              <summary className={SUMMARY}>
                {transactionIds.length === 1
                  ? 'Show the movement'
                  : `Show the ${transactionIds.length} movements`}
              </summary>
              <ul className="mt-1 grid gap-1">
                {transactionIds.map((id) => (
                  <li key={id}>
                    <CopyableId
                      id={id}
                      width="full"
                      href={routes.transaction(id)}
                      className="whitespace-normal!"
                    />
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

/** What of the shared shadows is this balance's own: "70.00 USD of stripe, at most 20.00 USD of wise". */
function ownWords(providers: readonly LineageProviderDto[]): string | null {
  const known = providers.flatMap(({ provider, own }) => (own ? [{ provider, ...own }] : []));
  if (known.length === 0) return null;
  const parts = known
    .filter(({ amount, exact }) => !exact || BigInt(amount.minor) !== 0n)
    .map(
      ({ provider, amount, exact }) =>
        `${exact ? '' : 'at most '}${moneyText(amount)} of ${provider}`,
    );
  if (parts.length === 0) return 'Nothing of what is available is this balance’s own.';
  return `Of what is available, this balance’s own: ${parts.join(', ')}.`;
}

type LineageSharingProps = {
  sharing: NonNullable<Tracked['sharing']>;
  providers: readonly LineageProviderDto[];
};

/** Core keeps lineage per identity and currency, so the bars may speak of more than this balance. */
export function LineageSharing({ sharing, providers }: LineageSharingProps) {
  const own = ownWords(providers);
  return (
    <div className="mt-2 flex gap-1.5 text-meta text-ink-2">
      <Layers size={14} className="mt-px" />
      <div>
        <SentenceText parts={sharing.text} /> {own && <bdi>{own}</bdi>}
        {sharing.balanceIds.length > 0 && (
          <details>
            <summary className={SUMMARY}>
              {sharing.balanceIds.length === 1
                ? 'Show the other one'
                : `Show the other ${sharing.balanceIds.length}`}
            </summary>
            <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
              {sharing.balanceIds.map((id) => (
                <li key={id}>
                  <CopyableId id={id} href={routes.balance(id)} />
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </div>
  );
}
