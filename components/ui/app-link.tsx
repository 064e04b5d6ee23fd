import Link from 'next/link';
import type { Route } from 'next';
import type { ComponentProps } from 'react';

export type AppLinkProps = Omit<ComponentProps<'a'>, 'href'> & { href: Route };

/**
 * A link within the app, without a look of its own. It never fetches ahead: a page costs Core
 * requests, and nobody has asked for it because a link came into view.
 */
export function AppLink(props: AppLinkProps) {
  return <Link prefetch={false} {...props} />;
}
