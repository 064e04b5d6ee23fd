import type { ComponentProps } from 'react';
import { AppLink, type AppLinkProps } from './app-link';
import { classes } from './classes';

const LOOK =
  'text-accent underline decoration-accent-line underline-offset-2 hover:decoration-current';

/** A link inside text or beside a heading, within the app. */
export function TextLink({ className, ...rest }: AppLinkProps) {
  return <AppLink {...rest} className={classes(LOOK, className)} />;
}

/** A button that reads like a link: it changes something on this screen instead of going elsewhere. */
export function TextButton({ className, ...rest }: ComponentProps<'button'>) {
  return <button type="button" {...rest} className={classes(LOOK, className)} />;
}
