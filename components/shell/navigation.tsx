'use client';
import { usePathname } from 'next/navigation';
import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import { classes } from '@/components/ui/classes';
import { ROOMS } from './rooms';
import { useShellFacts } from './shell-context';

function unknownTitle(count: number): string {
  return count === 1
    ? '1 change whose outcome is not known yet'
    : `${count} changes whose outcome is not known yet`;
}

type NavigationProps = {
  /** In the sidebar, which is a strip of icons between 1024 and 1280 px. */
  rail?: boolean;
  /** Lets the sheet on a phone close itself. */
  onFollow?: () => void;
};

/** The rooms as links. */
export function Navigation({ rail, onFollow }: NavigationProps) {
  const facts = useShellFacts();
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {ROOMS.filter(({ name }) => facts?.rooms.includes(name)).map(
        ({ name, label, href, icon: Icon }) => {
          const here = pathname === href || pathname.startsWith(`${href}/`);
          const unknown = name === 'changes' ? (facts?.unknownChanges ?? 0) : 0;
          return (
            <li key={name}>
              <AppLink
                href={href}
                onClick={onFollow}
                aria-current={here ? 'page' : undefined}
                title={rail ? label : undefined}
                className={classes(
                  'relative flex h-[30px] items-center gap-2 rounded-md px-2 transition-colors max-lg:h-touch max-lg:gap-3',
                  rail && 'max-xl:h-9 max-xl:justify-center',
                  here ? 'bg-line font-medium text-ink' : 'text-ink-2 hover:bg-hover',
                )}
              >
                <Icon size={16} className={here ? 'text-ink' : 'text-ink-3'} />
                <span className={classes(rail && 'max-xl:sr-only')}>{label}</span>
                {unknown > 0 && (
                  <Badge
                    className={classes(
                      'ml-auto',
                      rail &&
                        'max-xl:absolute max-xl:top-0 max-xl:right-0 max-xl:h-4 max-xl:bg-rail max-xl:px-1',
                    )}
                    title={unknownTitle(unknown)}
                  >
                    {unknown}
                    <span className="sr-only"> not known yet</span>
                  </Badge>
                )}
              </AppLink>
            </li>
          );
        },
      )}
    </ul>
  );
}
