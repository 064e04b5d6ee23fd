import { CloudOff, ListFilter, Lock, RotateCw, SearchX } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from './classes';

type StateBlockProps = {
  icon?: ReactNode;
  tone?: 'quiet' | 'failed';
  title: ReactNode;
  /** What is true now, and what to do. */
  children: ReactNode;
  action?: ReactNode;
};

/**
 * What stands where rows would stand. The named states below have their own words and icons, because
 * empty, no match, failed and forbidden must never look alike.
 */
export function StateBlock({ icon, tone = 'quiet', title, children, action }: StateBlockProps) {
  return (
    <div className="grid justify-items-start gap-1 px-5 py-6">
      {icon && (
        <span className={classes('mb-1', tone === 'failed' ? 'text-danger' : 'text-ink-3')}>
          {icon}
        </span>
      )}
      <h2 className="font-semibold">{title}</h2>
      <div className="max-w-[44ch] text-ink-2">{children}</div>
      {action && <div className="mt-2 flex flex-wrap gap-2">{action}</div>}
    </div>
  );
}

type NamedStateProps = { title: ReactNode; children: ReactNode; action?: ReactNode };

/** Nothing exists yet. `icon` is the one of the room. */
export function EmptyState({ icon, ...rest }: NamedStateProps & { icon: ReactNode }) {
  return <StateBlock icon={icon} {...rest} />;
}

/** Things exist, but the filters exclude all of them. The action clears them. */
export function NoMatchState(props: NamedStateProps) {
  return <StateBlock icon={<ListFilter size={16} />} {...props} />;
}

/** One thing was asked for by its address and is not there. */
export function NotFoundState(props: NamedStateProps) {
  return <StateBlock icon={<SearchX size={16} />} {...props} />;
}

type FailedStateProps = {
  title?: ReactNode;
  /** What was tried. The sentence that this is not an empty list is added. */
  children?: ReactNode;
  /** What a person can quote to an operator. */
  reference?: string;
  action?: ReactNode;
};

/** We could not look. Says so, because an empty list would be believed. */
export function FailedState(props: FailedStateProps) {
  const { title = 'Core is not answering', children, reference, action } = props;
  return (
    <StateBlock icon={<CloudOff size={16} />} tone="failed" title={title} action={action}>
      {children} This is not an empty list: we could not look.
      {reference && (
        <>
          {' '}
          Reference <span className="code-text">{reference}</span>.
        </>
      )}
    </StateBlock>
  );
}

type NoPermissionStateProps = {
  /** `balances`: what cannot be seen. */
  what: string;
  role: string;
  /** The permission that is missing, by name. */
  permission: string;
  /** Who can grant it, if known: "Tomás Rivera or another admin". */
  granter?: string;
  action?: ReactNode;
};

/** The person may not look. Names the permission and who can grant it. */
export function NoPermissionState(props: NoPermissionStateProps) {
  const { what, role, permission, granter = 'An admin', action } = props;
  return (
    <StateBlock icon={<Lock size={16} />} title={`You cannot see ${what}`} action={action}>
      Your role, {role}, does not include <span className="code-text">{permission}</span>. {granter}{' '}
      can grant it.
    </StateBlock>
  );
}

/** The icon of "Try again" and "Read again". */
export function AgainIcon() {
  return <RotateCw size={14} />;
}

/** A part of a page that has nothing to draw: one sentence, with an icon only when something is wrong. */
export function PanelState({
  kind = 'fact',
  children,
  action,
}: {
  kind?: 'fact' | 'failed' | 'forbidden';
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="grid justify-items-start gap-2 pt-2">
      <div className="flex max-w-[48ch] items-start gap-1.5 text-ink-2">
        {kind === 'failed' && <CloudOff size={16} className="mt-0.5 text-danger" />}
        {kind === 'forbidden' && <Lock size={16} className="mt-0.5" />}
        <div>{children}</div>
      </div>
      {action}
    </div>
  );
}
