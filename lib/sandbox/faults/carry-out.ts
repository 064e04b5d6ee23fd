import { setTimeout as sleep } from 'node:timers/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { PlainError, Refusal } from '../errors/core-error';
import { json, type Reply } from '../http/reply';
import { postgresBooks } from '../posting/postgres-books';
import { TransactionQueue } from '../posting/queue';
import type { Services } from '../services';
import { restoreBackup, takeBackup } from './backup';
import type { Fault } from './kinds';
import { AWAY, takenBack } from './stores';

/** What the answer goes through on its way. */
export type Wire = 'whole' | 'cut_off' | 'half' | { readonly dripMs: number };

export interface Delivery {
  readonly reply: Reply;
  readonly wire: Wire;
}

interface Work {
  readonly services: Services;
  readonly headers: IncomingHttpHeaders;
  /** The request's path and query as they came. */
  readonly url: string;
  /** Does what was asked, over these services. */
  handle(services: Services): Promise<Reply>;
}

const whole = (reply: Reply): Delivery => ({ reply, wire: 'whole' });
const NOTHING: Reply = { status: 200 };

/** The services of a Core whose database is away. */
export function withoutDatabase(services: Services): Services {
  return { ...services, ...over(services, AWAY) };
}

/** Does what was asked as the fault has it. What it throws is answered as any other failure. */
export async function carryOut(fault: Fault | null, work: Work): Promise<Delivery> {
  const { services } = work;
  if (fault === null) return whole(await work.handle(services));
  const { argument } = fault;
  switch (fault.kind) {
    case 'late': {
      const reply = await work.handle(services);
      await sleep(argument ?? 3_000);
      return whole(reply);
    }
    case 'drop_request':
      return { reply: NOTHING, wire: 'cut_off' };
    case 'drop_answer':
      return { reply: await work.handle(services), wire: 'cut_off' };
    case 'unapplied':
      return whole(
        await takenBack(services.store, (store) =>
          work.handle({ ...services, ...over(services, store) }),
        ),
      );
    case 'error_before':
      return whole(brokenGateway(argument));
    case 'error_after':
      await work.handle(services);
      return whole(brokenGateway(argument));
    case 'truncate_body':
      return { reply: await work.handle(services), wire: 'half' };
    case 'mangle_body':
      return whole({ ...(await work.handle(services)), body: undefined, text: '<html>not JSON' });
    case 'huge_body':
      return whole({ ...(await work.handle(services)), padding: HUGE });
    case 'slow_drip':
      return { reply: await work.handle(services), wire: { dripMs: argument ?? 20 } };
    case 'redirect':
      return whole({ status: 307, headers: { Location: elsewhere(work) }, bare: true });
    case 'rate_limited':
      return whole(rateLimited());
    case 'locked':
      throw new PlainError('failed to acquire lock: lock is already held');
    case 'expired_key':
      throw new Refusal('AUTH_EXPIRED_API_KEY', 'API key is expired or revoked');
    case 'database_away':
      return whole(await work.handle(withoutDatabase(services)));
    case 'take_backup':
      await takeBackup(services.store);
      return whole(await work.handle(services));
    case 'restore_backup':
      await restoreBackup(services.store);
      return whole(await work.handle(services));
    case 'kill_lineage':
      services.faults.askForKill();
      return whole(await work.handle(services));
  }
}

const HUGE = 10 * 1024 * 1024;

/** Money and queue over another store. */
function over(services: Services, store: Services['store']): Partial<Services> {
  const books = postgresBooks(store);
  return { store, books, queue: new TransactionQueue(store, books) };
}

/** As a proxy before Core says it, in no words of Core's. */
function brokenGateway(status = 502): Reply {
  const text = `<html><body><h1>${status}</h1></body></html>\n`;
  return { status, text, contentType: 'text/html', bare: true };
}

/** The same place under its other name, so that whoever follows does arrive. */
function elsewhere({ headers, url }: Work): string {
  const [name, port] = String(headers.host ?? '127.0.0.1').split(':');
  const other = name === 'localhost' ? '127.0.0.1' : 'localhost';
  return `http://${other}${port ? `:${port}` : ''}${url}`;
}

/** Contract 1.6: no Retry-After, and none of the security headers, which come later in Core. */
function rateLimited(): Reply {
  const message = 'You have reached maximum request limit.';
  const detail = { code: 'GEN_RATE_LIMITED', message };
  const limits = {
    'RateLimit-Limit': '1',
    'RateLimit-Remaining': '0',
    'RateLimit-Reset': '1',
    'X-Rate-Limit-Duration': '1',
    'X-Rate-Limit-Limit': '1.00',
  };
  const { status, body } = json(429, { error: message, error_detail: detail });
  return { status, body, bare: true, headers: limits };
}
