import { UserRound } from 'lucide-react';

/** Says whose entries these are, where they are not everybody's. */
export function OwnScopeNote({ role }: { role: string }) {
  return (
    <p className="flex items-start gap-1.5 border-b bg-sunken px-gutter py-2 text-meta text-ink-2 max-sm:px-4">
      <UserRound size={14} className="mt-px flex-none text-ink-3" />
      <span>
        These are your own entries, and what became of your changes. Your role, {role}, includes{' '}
        <span className="code-text">audit:read_own</span>; auditors and admins see everybody’s.
      </span>
    </p>
  );
}
