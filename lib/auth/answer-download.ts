import 'server-only';
import type { Route } from 'next';
import { unstable_rethrow } from 'next/navigation';
import { type PersonActor } from '@/lib/base/actor';
import { logError, newReference } from '@/lib/base/log';
import { type Failure } from '@/lib/base/result';
import { failureOf } from './failure-of';
import { recordingDenials } from './record-denials';
import { currentActor } from './session';

/** A file that is made while it is sent. */
export type Download = {
  name: string;
  contentType: string;
  chunks: AsyncGenerator<string | Uint8Array>;
};

/**
 * Answers a link that leads to a file. The browser writes it to disk as it comes, whatever its length;
 * when there is no file, it is sent to a page that says why, because a person clicked here.
 * @param pages where to go when nobody is signed in, and when the work failed.
 */
export async function answerDownload(
  work: (actor: PersonActor) => Promise<Download>,
  pages: { signIn: Route; failed: (failure: Failure) => Route },
): Promise<Response> {
  try {
    const actor = await currentActor();
    if (!actor) return seeOther(pages.signIn);
    const { name, contentType, chunks } = await recordingDenials(actor, () => work(actor));
    return new Response(streamOf(chunks), {
      headers: {
        'content-type': contentType,
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'no-store',
      },
    });
  } catch (error) {
    unstable_rethrow(error);
    return seeOther(pages.failed(failureOf(error)));
  }
}

function seeOther(location: Route): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** Asks for the next chunk when the one before has left. A break reaches the browser as a failed download. */
function streamOf(chunks: Download['chunks']): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await chunks.next();
        if (done) controller.close();
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value);
      } catch (error) {
        logError(error, { reference: newReference() });
        controller.error(error);
      }
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
