import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { classes } from '@/components/ui/classes';
import { CopyableId } from './copyable-id';

/** What tells one party of a change: facts as they are drawn, personal ones already masked. */
export type PartyFacts = {
  id: string;
  created?: ReactNode;
  /** As the server masks it: `j•••@doe.example`. */
  email?: string | null;
  /** `4: 3 USD, 1 EUR`, `100+`, `None yet`. */
  balances?: ReactNode;
};

type PartyProps = {
  side: 'from' | 'to';
  /** The name, or the control that chooses it. */
  name: ReactNode;
  facts: PartyFacts | null;
  /** Where there are no facts: "Nobody owns this balance." */
  empty?: ReactNode;
};

function Party({ side, name, facts, empty }: PartyProps) {
  return (
    <div
      className={classes(
        'grid content-start gap-1.5 rounded-md border px-3 pt-2 pb-2.5',
        side === 'from'
          ? 'border-line-strong bg-sunken'
          : 'border-accent-line shadow-[inset_2px_0_var(--color-accent)]',
      )}
    >
      <span className="text-meta text-ink-3">{side === 'from' ? 'From' : 'To'}</span>
      <div className="flex min-h-control min-w-0 items-center text-title has-[input]:text-body">
        {name}
      </div>
      {facts ? (
        <DefinitionList width="party">
          <Fact name="Identity id">
            <CopyableId id={facts.id} />
          </Fact>
          {facts.created && <Fact name="Created">{facts.created}</Fact>}
          {facts.email !== undefined && <Fact name="E-mail">{facts.email ?? 'None'}</Fact>}
          {facts.balances && <Fact name="Balances">{facts.balances}</Fact>}
        </DefinitionList>
      ) : (
        <p className="text-ink-3">{empty}</p>
      )}
    </div>
  );
}

type FromToProps = { from: Omit<PartyProps, 'side'>; to: Omit<PartyProps, 'side'> };

/** The two parties of a change beside each other; one above the other on a phone. */
export function FromTo({ from, to }: FromToProps) {
  return (
    <section
      aria-label="Present and new identity"
      className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_40px_minmax(0,1fr)] sm:gap-0"
    >
      <Party side="from" {...from} />
      <div className="grid place-items-center text-ink-2 max-sm:hidden">
        <ArrowRight size={20} />
      </div>
      <Party side="to" {...to} />
    </section>
  );
}
