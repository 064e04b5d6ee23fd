import 'server-only';
import { notFound } from 'next/navigation';
import { DomainError, type Failure } from '@/lib/base/result';

/** What a page draws: what was read, or why there is none. */
export type PageRead<T> = { data: T; failure: null } | { data: null; failure: Failure };

/**
 * Runs the verbs of a page. What they refuse on purpose comes back, to be drawn as `ReadFailed` inside
 * the page; a thing that is not there leads to the page's `not-found`; whatever nobody foresaw goes on
 * to its `error`.
 */
export async function readForPage<T>(read: () => Promise<T>): Promise<PageRead<T>> {
  try {
    return { data: await read(), failure: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.failure.code === 'notFound') notFound();
    return { data: null, failure: error.failure };
  }
}
