import { Check, CircleHelp, X } from 'lucide-react';
import type { SettingsFacts } from '@/lib/features/settings/schema';

type Scope = SettingsFacts['core']['scopes'][number];

/** What the key may do at Core, scope by scope. Words beside the icons: colour alone says nothing. */
export function ScopeList({ scopes }: { scopes: readonly Scope[] }) {
  return (
    <ul
      aria-label="What the key may do"
      className="mt-3 grid gap-x-6 gap-y-1 border-t pt-3 sm:grid-cols-2"
    >
      {scopes.map(({ scope, allowed }) => (
        <li key={scope} className="flex items-center gap-2">
          {allowed === null && <CircleHelp size={14} className="text-ink-3" />}
          {allowed === true && <Check size={14} className="text-accent" />}
          {allowed === false && <X size={14} className="text-danger" />}
          <span className="code-text">{scope}</span>
          <span className="text-meta text-ink-3">
            {allowed === null ? 'no clear answer' : allowed ? 'allowed' : 'not allowed'}
          </span>
        </li>
      ))}
    </ul>
  );
}
