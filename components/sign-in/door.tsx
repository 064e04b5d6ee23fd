import type { ReactNode } from 'react';
import { Badge } from '@/components/ui/badge';
import { Logo } from '@/components/ui/logo';

type DoorProps = {
  environment: 'sandbox' | 'real';
  title: string;
  /** What to know before entering, in one or two sentences. */
  children: ReactNode;
};

/** The page in front of the house: one narrow column, for signing in and for accepting an invitation. */
export function Door({ environment, title, children }: DoorProps) {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-[400px] content-center gap-5 px-4 py-8 max-sm:content-start max-sm:pt-10">
      <header className="grid gap-4">
        <p className="flex items-center gap-2 text-lead font-semibold tracking-[-0.01em]">
          <Logo />
          Counterfoil
          <span className="flex-1" />
          {environment === 'sandbox' ? (
            <Badge tone="solid">Sandbox</Badge>
          ) : (
            <Badge tone="warn">Real</Badge>
          )}
        </p>
        <h1 className="text-[18px] leading-6 font-semibold tracking-[-0.01em]">{title}</h1>
      </header>
      {children}
    </main>
  );
}
