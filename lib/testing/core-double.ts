import { type Facts } from '@/lib/audit/facts';
import { type SendResult } from '@/lib/base/send-result';
import { CoreError } from '@/lib/core/errors';

/** What becomes of one write: whether it is applied, and what the sender hears. */
export type Fate =
  | 'applied'
  | 'applied_unanswered'
  | 'lost'
  | 'refused'
  | 'not_sent'
  | 'answered_not_applied'
  | 'throws';

/**
 * The part of Core that the protocol sees, in memory: named things with one value each, and whatever
 * else carries an operation's id. For tests of the protocol itself; tests of features use the sandbox.
 */
export class CoreDouble {
  readonly values = new Map<string, string>();
  readonly created: { id: string; operationId: string; facts: Facts }[] = [];
  /** Fates of the next writes, in order; after them everything is applied. */
  readonly fates: Fate[] = [];
  /** How many of the next reads fail. */
  unreadable = 0;
  writes = 0;
  reads = 0;
  /** Called while a read, or a write before it is applied, is under way. */
  onRead: (() => Promise<void> | void) | undefined;
  onWrite: (() => Promise<void> | void) | undefined;

  async read(): Promise<void> {
    this.reads += 1;
    await this.onRead?.();
    if (this.unreadable-- > 0) {
      throw new CoreError({ code: 'unreachable', requestId: 'test', what: 'GET /' });
    }
    this.unreadable = 0;
  }

  async write(apply: () => void): Promise<SendResult> {
    this.writes += 1;
    const fate = this.fates.shift() ?? 'applied';
    await this.onWrite?.();
    if (fate === 'applied' || fate === 'applied_unanswered') apply();
    switch (fate) {
      case 'applied':
      case 'answered_not_applied':
        return { kind: 'answered', status: 200 };
      case 'applied_unanswered':
      case 'lost':
        return { kind: 'unanswered', cause: 'timeout' };
      case 'refused':
        return { kind: 'refused', status: 404, coreCode: 'BAL_NOT_FOUND', message: 'no' };
      case 'not_sent':
        return { kind: 'not_sent', cause: 'refused' };
      case 'throws':
        throw new Error('a mistake of the definition');
    }
  }
}
