import type { IncomingMessage } from 'node:http';
import { RequestBody } from './request-body';

/** What Core reads of a body: 5 MB, and of an upload without that limit as much as we are ready to hold. */
const LIMIT = 5 * 1024 * 1024;
const UPLOAD_LIMIT = 64 * 1024 * 1024;
/** How much of a body that is too large we let pass by, so that the sender can read the answer. */
const DRAIN = 32 * 1024 * 1024;

const EMPTY = new RequestBody(Buffer.alloc(0));

/** Whether the request carries a body at all. */
export function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return (
    request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0')
  );
}

/** Reads a request's body, up to Core's limit. The promise fails only when the sender goes away. */
export function readBody(request: IncomingMessage): Promise<RequestBody> {
  if (!hasBody(request)) return Promise.resolve(EMPTY);
  const isUpload = request.headers['content-type']?.startsWith('multipart/form-data') ?? false;
  const limit = isUpload ? UPLOAD_LIMIT : LIMIT;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = () => {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
      resolve(
        size > limit ? new RequestBody(bytes.subarray(0, limit), true) : new RequestBody(bytes),
      );
    };
    request.on('data', (chunk: Buffer) => {
      if (size <= limit) chunks.push(chunk);
      size += chunk.length;
      if (size > limit + DRAIN) {
        request.removeAllListeners('data').pause();
        finish();
      }
    });
    request.on('end', finish);
    request.on('error', reject);
    request.on('close', () => reject(new Error('the sender went away')));
  });
}
