'use client';
import { usePathname } from 'next/navigation';
import { AppLink } from '@/components/ui/app-link';
import { Badge } from '@/components/ui/badge';
import { classes } from '@/components/ui/classes';
import { ROOMS } from './rooms';
import { attentionIn, useShellFacts } from './shell-context';

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
          const attention = name === 'changes' ? attentionIn(facts) : null;
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
                {attention && (
                  <Badge
                    className={classes(
                      'ml-auto',
                      rail &&
                        'max-xl:absolute max-xl:top-0 max-xl:right-0 max-xl:h-4 max-xl:bg-rail max-xl:px-1',
                    )}
                    title={attention.words}
                  >
                    <span aria-hidden="true">{attention.count}</span>
                    <span className="sr-only">{attention.words}</span>
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
