import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { connection } from 'next/server';
import { DemoSignIn } from '@/components/sign-in/demo-sign-in';
import { Door } from '@/components/sign-in/door';
import { SignInForm } from '@/components/sign-in/sign-in-form';
import { safeNext } from '@/lib/auth/safe-next';
import { currentActor } from '@/lib/auth/session';
import { getDoor } from '@/lib/features/sign-in/get-door';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ next?: string | string[] }> };

export default async function SignInPage({ searchParams }: Props) {
  await connection();
  const given = (await searchParams).next;
  const next = typeof given === 'string' ? given : undefined;
  if (await currentActor()) redirect(safeNext(next));
  const { environment, demoPeople, demoReason, isEmpty } = await getDoor();
  return (
    <Door environment={environment} title="Sign in">
      {demoPeople.length > 0 && (
        <>
          <p className="text-ink-2">
            This is the sandbox: sample data on this machine, no real money. Choose whom to be.
          </p>
          <DemoSignIn people={demoPeople} next={next} />
          <p className="flex items-center gap-3 text-meta text-ink-3">
            <span className="flex-1 border-t" />
            or with e-mail and password
            <span className="flex-1 border-t" />
          </p>
        </>
      )}
      {demoReason && <p className="text-ink-2">{demoReason}</p>}
      {isEmpty ? (
        <section className="grid gap-1">
          <h2 className="font-semibold">Nobody can sign in yet</h2>
          <p className="text-ink-2">
            Make the first admin on the machine where Counterfoil runs:{' '}
            <code className="code-text">npm run admin:create</code>. Everybody else is invited from
            here.
          </p>
        </section>
      ) : (
        <SignInForm next={next} />
      )}
    </Door>
  );
}
