'use client';
import { ChevronRight } from 'lucide-react';
import { useState, useTransition } from 'react';
import { FormError } from '@/components/forms/form-error';
import { classes } from '@/components/ui/classes';
import { ROLE_NAMES, type Role } from '@/lib/base/actor';
import type { Failure } from '@/lib/base/result';
import { signInDemoAction } from '@/lib/features/sign-in/actions';
import { ROLE_DUTIES } from '@/lib/features/sign-in/schema';

type DemoSignInProps = {
  people: readonly { name: string; role: Role }[];
  next: string | undefined;
};

/** One click per role, in the sandbox. */
export function DemoSignIn({ people, next }: DemoSignInProps) {
  const [failure, setFailure] = useState<Failure | null>(null);
  const [entering, setEntering] = useState<Role | null>(null);
  const [pending, start] = useTransition();
  const enter = (role: Role) => {
    if (pending) return;
    setFailure(null);
    setEntering(role);
    start(async () => {
      const result = await signInDemoAction({ role, next });
      if (result && !result.ok) setFailure(result.error);
    });
  };
  return (
    <section aria-label="Demo sign-ins" className="grid gap-2">
      {failure && (
        <FormError title="Not signed in" reference={failure.reference}>
          {failure.message}
        </FormError>
      )}
      <ul className="grid gap-2">
        {people.map(({ name, role }) => (
          <li key={role}>
            <button
              type="button"
              onClick={() => enter(role)}
              aria-disabled={pending || undefined}
              aria-busy={(pending && entering === role) || undefined}
              className={classes(
                'flex w-full items-center gap-3 rounded-md border border-control bg-surface px-3 py-2 text-left transition-colors hover:bg-hover',
                pending && 'cursor-progress opacity-75',
              )}
            >
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-baseline gap-x-2">
                  <span className="font-semibold">{ROLE_NAMES[role]}</span>
                  <span className="text-ink-2">
                    {pending && entering === role ? 'Signing in…' : name}
                  </span>
                </span>
                <span className="block text-meta text-ink-3">{ROLE_DUTIES[role]}</span>
              </span>
              <ChevronRight size={16} className="flex-none text-ink-3" />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
