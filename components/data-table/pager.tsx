import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight } from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { ButtonLink } from '@/components/ui/button-link';

type PagerProps = {
  /** Addresses of the pages that exist from here. */
  newest?: Route;
  newer?: Route;
  older?: Route;
  oldest?: Route;
  /** Why there is no way to the oldest, where Core's lists for this key cannot be read from the end. */
  oldestReason?: string;
};

const FIRST = 'These are the newest.';
const LAST = 'These are the oldest.';

/** Keyset paging: there are no page numbers, only directions. `[` and `]` press Newer and Older. */
export function Pager({ newest, newer, older, oldest, oldestReason }: PagerProps) {
  return (
    <nav aria-label="Pages" className="flex gap-1 max-sm:gap-2">
      <PagerLink href={newest} reason={FIRST} className="max-sm:hidden">
        <ChevronsLeft size={12} />
        Newest
      </PagerLink>
      <PagerLink href={newer} reason={FIRST} to="newer">
        <ChevronLeft size={12} />
        Newer
      </PagerLink>
      <PagerLink href={older} reason={LAST} to="older">
        Older
        <ChevronRight size={12} />
      </PagerLink>
      <PagerLink href={oldest} reason={oldestReason ?? LAST} className="max-sm:hidden">
        Oldest
        <ChevronsRight size={12} />
      </PagerLink>
    </nav>
  );
}

type PagerLinkProps = {
  href: Route | undefined;
  reason: string;
  to?: 'newer' | 'older';
  className?: string;
  children: ReactNode;
};

function PagerLink({ href, reason, to, className, children }: PagerLinkProps) {
  return (
    <ButtonLink
      href={href ?? ('' as Route)}
      size="pager"
      disabledReason={href ? null : reason}
      data-pager={to}
      aria-keyshortcuts={to && (to === 'newer' ? '[' : ']')}
      className={className}
    >
      {children}
    </ButtonLink>
  );
}
