'use client';
import { ChevronRight } from 'lucide-react';
import type { Route } from 'next';
import type { ReactNode } from 'react';
import { AppLink } from '@/components/ui/app-link';
import { EnvironmentBadge } from './core-line';
import { NavigationButton } from './phone-navigation';
import { useShellFacts } from './shell-context';

type PageHeaderProps = {
  /** The way here, from the room down. */
  crumbs?: readonly { label: string; href: Route }[];
  /** The page's name. Where the page has a heading of its own below, give `subject` instead. */
  title?: ReactNode;
  /** A thing without being the heading, such as a `CopyableId`. */
  subject?: ReactNode;
  /** Quiet words at the right: when it was read. Left out on a phone. */
  note?: ReactNode;
  /** Buttons, the primary one last. */
  children?: ReactNode;
};

/** The line at the top of every page, with the way to the navigation on a phone. */
export function PageHeader({ crumbs = [], title, subject, note, children }: PageHeaderProps) {
  const facts = useShellFacts();
  return (
    <header className="flex h-12 flex-none items-center gap-2 border-b px-gutter max-sm:h-[52px] max-sm:px-4 print:hidden">
      <NavigationButton />
      {crumbs.length > 0 && (
        <nav
          aria-label="The way here"
          className="flex items-center gap-1.5 text-ink-3 max-sm:hidden"
        >
          {crumbs.map(({ label, href }) => (
            <span key={href} className="flex items-center gap-1.5">
              <AppLink
                href={href}
                className="rounded-sm whitespace-nowrap hover:text-ink hover:underline"
              >
                {label}
              </AppLink>
              <ChevronRight size={12} />
            </span>
          ))}
        </nav>
      )}
      {title && (
        <h1 className="min-w-0 truncate text-title font-semibold tracking-[-0.005em] max-sm:text-[16px] max-sm:leading-6">
          {title}
        </h1>
      )}
      {subject && <div className="flex min-w-0 items-center">{subject}</div>}
      <span className="flex-1" />
      {facts && (
        <span className="xl:hidden">
          <EnvironmentBadge environment={facts.environment} />
        </span>
      )}
      {note && (
        <span className="mr-2 text-meta whitespace-nowrap text-ink-3 max-md:hidden">{note}</span>
      )}
      {children}
    </header>
  );
}
