import Link from 'next/link';
import type { Route } from 'next';
import type { ComponentProps } from 'react';
import { classes } from './classes';

const LOOK =
  'text-accent underline decoration-accent-line underline-offset-2 hover:decoration-current';

type TextLinkProps = Omit<ComponentProps<'a'>, 'href' | 'ref'> & { href: Route };

/** A link inside text or beside a heading, within the app. */
export function TextLink({ className, ...rest }: TextLinkProps) {
  return <Link {...rest} className={classes(LOOK, className)} />;
}

/** A button that reads like a link: it changes something on this screen instead of going elsewhere. */
export function TextButton({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} className={classes(LOOK, className)} />;
}
