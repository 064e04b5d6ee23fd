import type { ReactNode } from 'react';
import { DataTable } from '@/components/data-table/data-table';
import { ListRows } from '@/components/data-table/list-navigation';
import { Pager } from '@/components/data-table/pager';
import { SkeletonTable } from '@/components/data-table/skeleton-rows';
import { PartialNote, TableFooter, TableScroll } from '@/components/data-table/table-bars';
import { ReadAgainButton, ReadAgainLink } from '@/components/shared/read-again';
import { ReadAgo } from '@/components/shared/read-ago';
import { ReadFailed } from '@/components/shared/read-failed';
import { ZoneName } from '@/components/shared/zone-name';
import type { Failure } from '@/lib/base/result';
import type { BalancePage } from '@/lib/features/balances/queries';
import type { BalanceFilters } from '@/lib/features/balances/search-params';
import { routes } from '@/lib/routes';
import { balanceColumns, balanceLabel } from './balance-columns';
import { BalanceCount } from './balance-count';
import { BalanceMenu } from './balance-menu';
import { NoBalances } from './no-balances';
import { LineageReading } from './lineage-cell';
import { OWN_OF_CORE } from '@/lib/features/balances/schema';
import { Reassigning } from './reassigning';

type BalancesListProps = {
  /** What was read, or why there is nothing. */
  list: { data: BalancePage; failure: null } | { data: null; failure: Failure };
  filters: BalanceFilters;
  filterCount: number;
  reassignReason: string | null;
  create: ReactNode;
};

const SKELETON = <SkeletonTable label="Balances" columns={balanceColumns()} count={16} />;

/** One page of balances with what can be said about it, or why there is none. */
export function BalancesList({ list, create, ...asked }: BalancesListProps) {
  const { filters, filterCount, reassignReason } = asked;
  const rows = list.data?.rows ?? [];
  return (
    <Reassigning isAllowed={reassignReason === null}>
      <TableScroll>
        <ListRows skeleton={SKELETON}>
          <LineageReading
            balanceIds={rows.filter(({ lineage }) => !lineage).map(({ balanceId }) => balanceId)}
            readAt={list.data?.readAt ?? ''}
          >
            <DataTable
              label="Balances"
              columns={balanceColumns(rows)}
              rows={rows}
              rowKey={(row) => row.balanceId}
              rowHref={(row) => routes.balance(row.balanceId)}
              rowLabel={balanceLabel}
              rowCopy={(row) => row.balanceId}
              rowMenu={(row) => (
                <BalanceMenu
                  balanceId={row.balanceId}
                  label={balanceLabel(row)}
                  reassignReason={row.isSystem ? OWN_OF_CORE : reassignReason}
                />
              )}
            >
              {list.failure && (
                <ReadFailed failure={list.failure} title="The balances could not be read" />
              )}
              {list.data && rows.length === 0 && (
                <NoBalances page={list.data} {...{ filters, filterCount, create }} />
              )}
            </DataTable>
          </LineageReading>
        </ListRows>
      </TableScroll>
      {list.data && <ListFoot page={list.data} filters={filters} />}
    </Reassigning>
  );
}

const READ_ONLY =
  'Our key for Core may only read, and Core’s lists for such a key begin at the newest.';

function ListFoot({ page, filters }: { page: BalancePage; filters: BalanceFilters }) {
  const { links, names } = page;
  const to = (place: BalancePage['links']['newest']) =>
    place ? routes.balances({ ...filters, ...place }) : undefined;
  return (
    <>
      {names.missing > 0 && (
        <PartialNote action={<ReadAgainLink />}>
          {names.missing} of {names.asked} names could not be read
        </PartialNote>
      )}
      {!page.complete && (
        <PartialNote>
          More balances than our key lets us see were created at this very moment; some are missing.
        </PartialNote>
      )}
      {!page.bothWays && (
        <p className="border-t px-gutter py-1.5 text-meta text-ink-2 max-sm:px-4">
          {READ_ONLY} So there are Newest and Older only.
        </p>
      )}
      <TableFooter
        range={
          <BalanceCount
            filters={filters}
            rows={page.rows.length}
            isNewest={links.newest === null}
            isOldest={links.older === null}
          />
        }
        notes={
          <span className="flex items-center gap-4">
            <span className="flex items-center gap-1">
              <ReadAgo at={page.readAt} />
              <ReadAgainButton />
            </span>
            <ZoneName />
          </span>
        }
        pager={
          <Pager
            newest={to(links.newest)}
            newer={to(links.newer)}
            older={to(links.older)}
            oldest={to(links.oldest)}
            oldestReason={page.bothWays ? undefined : READ_ONLY}
          />
        }
      />
    </>
  );
}
