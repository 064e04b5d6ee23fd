import { CopyAction } from '@/components/ui/copy-action';
import { Section } from '@/components/ui/section';
import type { CreateBalanceInput } from '@/lib/features/balances/schema';

type Draft = Pick<
  CreateBalanceInput,
  'ledgerId' | 'currency' | 'identityId' | 'trackFundLineage' | 'allocationStrategy' | 'metaData'
>;

function parsed(text: string): Record<string, unknown> | null {
  try {
    return JSON.parse(text || '{}') as Record<string, unknown>;
  } catch {
    return null;
  }
}

/** The body as it would leave, as far as it is filled in. `undefined` stands for what is missing. */
function bodyOf(draft: Draft) {
  return {
    ledger_id: draft.ledgerId || undefined,
    currency: draft.currency || undefined,
    ...((draft.identityId || draft.trackFundLineage) && {
      identity_id: draft.identityId || undefined,
    }),
    track_fund_lineage: draft.trackFundLineage,
    ...(draft.trackFundLineage && { allocation_strategy: draft.allocationStrategy }),
    meta_data: {
      ...(parsed(draft.metaData) ?? { '…': 'not valid yet' }),
      counterfoil_operation_id: '(made when you create it)',
    },
  };
}

/** What Core will receive, line by line; what is still missing is marked. */
export function RequestPreview({ draft }: { draft: Draft }) {
  const body = bodyOf(draft);
  const missing = Object.entries(body).filter(([, value]) => value === undefined);
  const text = JSON.stringify(
    body,
    (_key, value: unknown) => (value === undefined ? null : value),
    2,
  );
  return (
    <Section
      title="What Core will receive"
      action={
        <CopyAction text={text} name="Request" variant="ghost" className="px-1.5!">
          Copy
        </CopyAction>
      }
    >
      <pre
        role="region"
        // What is wider than the column is scrolled by keyboard too.
        tabIndex={0}
        aria-label="Request preview"
        className="code-text overflow-x-auto rounded-md border bg-sunken py-2.5 leading-5"
      >
        <span className="block px-3 text-ink-3">POST /balances</span>
        {text.split('\n').map((line, index) => {
          const gap = missing.find(([key]) => line.trimStart().startsWith(`"${key}"`));
          return (
            <span
              key={index}
              className={gap ? 'block bg-danger-soft px-3 text-danger' : 'block px-3'}
            >
              {gap ? `  "${gap[0]}": missing` : line}
            </span>
          );
        })}
      </pre>
    </Section>
  );
}
