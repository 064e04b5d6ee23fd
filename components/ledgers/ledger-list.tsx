import { BookText, Plus } from 'lucide-react';
import { ListRows } from '@/components/data-table/list-navigation';
import { Pager } from '@/components/data-table/pager';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { ReadAgainButton } from '@/components/shared/read-again';
import { ReadAgo } from '@/components/shared/read-ago';
import { ZoneName } from '@/components/shared/zone-name';
import { ButtonLink } from '@/components/ui/button-link';
import { EmptyState, NoMatchState } from '@/components/ui/state-block';
import type { LedgerPage } from '@/lib/features/ledgers/queries';
import type { LedgerSearchParams } from '@/lib/features/ledgers/search-params';
import { routes } from '@/lib/routes';
import { LEDGER_COLUMNS, LedgerTable } from './ledger-table';

type LedgerListProps = {
  page: LedgerPage;
  params: LedgerSearchParams;
  /** Why this person cannot create one, or `null`. */
  createReason: string | null;
};

const SKELETON = <SkeletonTable label="Ledgers" columns={LEDGER_COLUMNS} />;

/** One page of ledgers with what is true of it below. */
export function LedgerList({ page, params, createReason }: LedgerListProps) {
  const { links, bothWays, readAt } = page;
  const to = (place: LedgerSearchParams | null) => (place ? routes.ledgers(place) : undefined);
  return (
    <>
      <TableScroll>
        <ListRows skeleton={SKELETON}>
          <LedgerTable rows={page.rows} />
          {page.rows.length === 0 && <NoRows params={params} createReason={createReason} />}
        </ListRows>
      </TableScroll>
      <TableFooter
        range={<span>{rangeWords(page, params)}</span>}
        notes={
          <span className="flex items-center gap-4">
            <span className="flex items-center gap-1">
              <ReadAgo at={readAt} />
              <ReadAgainButton />
            </span>
            <ZoneName />
          </span>
        }
        pager={
          !params.q && (
            <Pager
              newest={to(links.newest)}
              newer={to(links.newer)}
              older={to(links.older)}
              oldest={to(links.oldest)}
              oldestReason={
                bothWays ? undefined : 'With a key that may only read, Core lists the newest first.'
              }
            />
          )
        }
      />
    </>
  );
}

/** Never more than is known: a whole number only where the list has no other page. */
function rangeWords({ rows, more, links }: LedgerPage, { q }: LedgerSearchParams): string {
  const count = rows.length === 1 ? '1 ledger' : `${rows.length} ledgers`;
  if (q) return more ? `The first ${rows.length} that match; type more to find others` : count;
  return links.newer || links.older ? `${count} on this page` : count;
}

function NoRows({ params, createReason }: Omit<LedgerListProps, 'page'>) {
  if (params.q) {
    return (
      <NoMatchState
        title="No ledger matches"
        action={
          <ButtonLink size="small" href={routes.ledgers()}>
            Clear search
          </ButtonLink>
        }
      >
        No ledger has “<bdi>{params.q}</bdi>” as its id or in its name.
      </NoMatchState>
    );
  }
  if (params.older || params.newer) {
    return (
      <NoMatchState
        title="Nothing this way"
        action={
          <ButtonLink size="small" href={routes.ledgers()}>
            Show the newest
          </ButtonLink>
        }
      >
        There are ledgers, but none beyond this point.
      </NoMatchState>
    );
  }
  return (
    <EmptyState
      icon={<BookText size={16} />}
      title="No ledgers yet"
      action={<CreateLedgerLink reason={createReason} />}
    >
      A ledger is a folder of balances. Create the first one, or let your systems create them
      through Core.
    </EmptyState>
  );
}

/** The way to the form; it stays visible for those who may not, and says why. */
export function CreateLedgerLink({ reason }: { reason: string | null }) {
  return (
    <ButtonLink
      href={routes.newLedger()}
      variant="primary"
      size="small"
      icon={<Plus size={14} />}
      disabledReason={reason}
      collapse
    >
      Create ledger
    </ButtonLink>
  );
}
