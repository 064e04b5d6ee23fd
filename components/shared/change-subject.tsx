import { routes } from '@/lib/routes';
import type { ChangeSubject } from '@/lib/features/changes/queries';
import { CopyableId } from './copyable-id';

const HREF = { balance: routes.balance, identity: routes.identity, ledger: routes.ledger };
export const SUBJECT_NAMES = {
  balance: 'Balance',
  identity: 'Identity',
  ledger: 'Ledger',
} as const;

/** What was changed, by its id; a create has none until it was found in Core. */
export function ChangeSubjectId({
  subject,
  width,
  copy,
}: {
  subject: ChangeSubject;
  width?: 'table' | 'page';
  copy?: boolean;
}) {
  if (subject.id === null) return <span className="text-ink-3">Not in Core yet</span>;
  const href = HREF[subject.type](subject.id);
  return <CopyableId id={subject.id} width={width} href={href} copy={copy} />;
}
