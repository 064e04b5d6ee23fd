import type { Route } from 'next';
import { AppLink } from '@/components/ui/app-link';
import { classes } from '@/components/ui/classes';
import { CopyButton } from '@/components/ui/copy-button';
import { shortId } from '@/lib/base/ids';

type CopyableIdProps = {
  id: string;
  /** `table` shows 4+4 characters, `page` 6+4, `full` everything. */
  width?: 'table' | 'page' | 'full';
  /** Where the id leads, if it is a link of its own. */
  href?: Route;
  /** Left out where a row or a slip already copies it. */
  copy?: boolean;
  className?: string;
};

const PREFIX = /^([a-z]{2,5}_)(?=[0-9a-f])/i;

/** An id of Core: shortened on the screen, whole in the title and on the clipboard. */
export function CopyableId({ id, width = 'page', href, copy = true, className }: CopyableIdProps) {
  const text = width === 'full' ? id : shortId(id, width);
  const prefix = PREFIX.exec(text)?.[1] ?? '';
  const shown = (
    <>
      <span className="text-ink-3">{prefix}</span>
      {text.slice(prefix.length)}
    </>
  );
  return (
    <span
      title={id}
      className={classes(
        'code-text inline-flex max-w-full min-w-0 items-center gap-1 leading-4 whitespace-nowrap text-ink-2',
        className,
      )}
    >
      {href ? (
        <AppLink
          href={href}
          className="truncate underline decoration-line-strong underline-offset-2 hover:decoration-current"
        >
          {shown}
        </AppLink>
      ) : (
        <span className="truncate">{shown}</span>
      )}
      {copy && <CopyButton text={id} />}
    </span>
  );
}
