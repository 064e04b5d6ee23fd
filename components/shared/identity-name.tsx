import { TriangleAlert } from 'lucide-react';
import { classes } from '@/components/ui/classes';
import { shortId } from '@/lib/base/ids';

/**
 * What a line needs to know of an identity. `name` is `null` when it could not be read, and when Core
 * has no such identity: then `isGone`.
 */
export type NamedIdentity = {
  id: string;
  name: string | null;
  type: string | null;
  isGone?: boolean;
};

type IdentityNameProps = {
  /** `null`: the balance belongs to nobody. */
  identity: NamedIdentity | null;
  /** Shows "Individual" or "Organization" behind the name. */
  withType?: boolean;
  /** On a record the name stands whole, in as many lines as it takes; in a row it is cut. */
  whole?: boolean;
  className?: string;
};

const TYPE_NAMES: Record<string, string> = {
  individual: 'Individual',
  organization: 'Organization',
};

/** Core's identity type as a word; a type of somebody's own is shown as it is. */
export function identityTypeName(type: string): string {
  return TYPE_NAMES[type] ?? type;
}

/** The words that `IdentityName` shows, for the name of a link around it. */
export function identityWords(identity: NamedIdentity | null): string {
  if (!identity) return 'No identity';
  if (identity.isGone) return `${shortId(identity.id)} Not in Core`;
  if (identity.name === null) return shortId(identity.id);
  return identity.type ? `${identity.name} ${identityTypeName(identity.type)}` : identity.name;
}

/** Who somebody is, in one line. Names of any script keep their own direction and are cut last. */
export function IdentityName(props: IdentityNameProps) {
  const { identity, withType = true, whole, className } = props;
  if (!identity) return <span className={classes('text-ink-3', className)}>No identity</span>;
  if (identity.isGone) {
    return (
      <span
        className={classes('flex min-w-0 items-baseline gap-2 text-ink-2', className)}
        title={`Core has no identity ${identity.id}`}
      >
        <span className="code-text">{shortId(identity.id)}</span>{' '}
        <span data-detail="" className="flex-none text-meta font-normal text-ink-3">
          Not in Core
        </span>
      </span>
    );
  }
  if (identity.name === null) {
    return (
      <span
        className={classes('code-text inline-flex items-center gap-1.5 text-ink-2', className)}
        title={`The name of ${identity.id} could not be read`}
      >
        <TriangleAlert size={14} className="text-caution" />
        {shortId(identity.id)}
      </span>
    );
  }
  return (
    <span
      className={classes(
        'flex min-w-0 flex-wrap items-baseline gap-x-2',
        // Where both do not fit, the type falls into a second line that is not shown, and the name stays.
        !whole && 'max-h-[1lh] overflow-hidden',
        className,
      )}
    >
      <bdi
        className={classes('max-w-full font-medium', whole ? 'min-w-0 break-words' : 'truncate')}
        title={identity.name}
      >
        {identity.name}
      </bdi>{' '}
      {withType && identity.type && (
        <span data-detail="" className="flex-none text-meta font-normal text-ink-3">
          {identityTypeName(identity.type)}
        </span>
      )}
    </span>
  );
}
