import type { ReactNode } from 'react';
import { classes } from '@/components/ui/classes';

type SplitPageProps = {
  children: ReactNode;
  /** The narrow column at the right, below the rest on narrow windows. */
  side: ReactNode;
  sideLabel: string;
  /** In pixels: 368 beside a balance, 392 beside a form. */
  sideWidth?: 344 | 368 | 392;
  /** Stays at the bottom of the main column: `FormFooter`. */
  footer?: ReactNode;
};

const SIDE = {
  344: 'lg:grid-cols-[minmax(0,1fr)_344px]',
  368: 'lg:grid-cols-[minmax(0,1fr)_368px]',
  392: 'lg:grid-cols-[minmax(0,1fr)_392px]',
} as const;

/**
 * A page of two columns, split by a hairline, each scrolling for itself. On narrow windows the side
 * follows the rest and the footer stays at the bottom.
 */
export function SplitPage({ children, side, sideLabel, sideWidth = 368, footer }: SplitPageProps) {
  return (
    <div
      className={classes(
        'min-h-0 flex-1 overflow-y-auto lg:grid lg:grid-rows-[minmax(0,1fr)_auto] lg:overflow-hidden print:block',
        SIDE[sideWidth],
      )}
    >
      <div className="min-w-0 lg:min-h-0 lg:overflow-y-auto lg:overscroll-contain">{children}</div>
      <aside
        aria-label={sideLabel}
        className="min-w-0 max-lg:border-t lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:min-h-0 lg:overflow-y-auto lg:overscroll-contain lg:border-l"
      >
        {side}
      </aside>
      {footer && <div className="sticky bottom-0 min-w-0 lg:static">{footer}</div>}
    </div>
  );
}

/** A page of one column that scrolls. */
export function SinglePage({ children, footer }: { children: ReactNode; footer?: ReactNode }) {
  return (
    <>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain print:overflow-visible">
        {children}
      </div>
      {footer}
    </>
  );
}
