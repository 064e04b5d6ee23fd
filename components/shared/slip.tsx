import type { ReactNode } from 'react';
import { classes } from '@/components/ui/classes';
import { Logo } from '@/components/ui/logo';
import styles from './slip.module.css';

/** `318` as `000 318`: the number of a stub in groups of three, at least six digits. */
export function slipNumber(number: string): string {
  return number.padStart(6, '0').replace(/\B(?=(\d{3})+$)/g, ' ');
}

type SlipProps = {
  /** The digits of `operation.number`; left out where a record belongs to no operation. */
  number?: string;
  /** Names the record to screen readers: "Stub 000 318, succeeded". */
  label: string;
  /** Facts on the stub: `StubFact`s; in a small slip one or two lines. */
  stub: ReactNode;
  size?: 'full' | 'small';
  /** Without its own edge, where a dialog or a panel is the edge. */
  bare?: boolean;
  className?: string;
  /** The body: `SlipHead`, then facts, then actions. */
  children: ReactNode;
};

/**
 * The counterfoil: stub, perforation, body. Only for outcomes and records. It prints without its
 * buttons.
 */
export function Slip({ number, label, stub, size = 'full', bare, className, children }: SlipProps) {
  const full = size === 'full';
  return (
    <article
      aria-label={label}
      className={classes(styles.slip, !full && styles.small, bare && styles.bare, className)}
    >
      <div className={styles.stub}>
        {full && (
          <span className="max-sm:hidden">
            <Logo size={22} />
          </span>
        )}
        {number !== undefined && (
          <div>
            {full && <span className="block text-meta text-ink-3">Stub</span>}
            <span className={styles.number}>{slipNumber(number)}</span>
          </div>
        )}
        {stub}
      </div>
      <div className={styles.perforation} aria-hidden="true">
        <i className={styles.notch} />
        <i className={styles.notch} />
      </div>
      <div className={styles.body}>{children}</div>
    </article>
  );
}

/** One fact on a stub. */
export function StubFact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0 break-words">
      <span className="block text-meta text-ink-3">{name}</span>
      {children}
    </div>
  );
}

type SlipHeadProps = {
  icon?: ReactNode;
  /** What happened, as one sentence. */
  title: ReactNode;
  badge: ReactNode;
  /** What is true now, and what to do. */
  children: ReactNode;
  /** Lets the outcome take the focus when it replaces a form. */
  titleId?: string;
  /** `h3` is the one of a small slip. */
  level?: 'h2' | 'h3';
};

/** The result at the top of a slip's body. */
export function SlipHead(props: SlipHeadProps) {
  const { icon, title, badge, children, titleId, level: Title = 'h2' } = props;
  return (
    <>
      <div className="flex items-start gap-2">
        {icon && <span className="mt-0.5">{icon}</span>}
        <Title
          id={titleId}
          tabIndex={titleId ? -1 : undefined}
          className={classes(
            'min-w-0 flex-1 font-semibold outline-none',
            Title === 'h3' ? 'text-body' : 'text-title',
          )}
        >
          {title}
        </Title>
        {badge}
      </div>
      <div className="mt-0.5 text-ink-2">{children}</div>
    </>
  );
}

/** A hairline between the parts of a slip. */
export function SlipRule() {
  return <div className="my-3 h-px bg-line" />;
}

/** The buttons at the foot of a slip; they are not printed. */
export function SlipActions({ children }: { children: ReactNode }) {
  return (
    <div data-slip-actions="" className="flex flex-wrap items-center gap-2">
      {children}
    </div>
  );
}
