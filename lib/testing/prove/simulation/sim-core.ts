import { type Facts } from '@/lib/audit/facts';
import { type SendResult } from '@/lib/base/send-result';
import { CoreError } from '@/lib/core/errors';
import { timing } from '@/lib/operations/timing';
import { type Process } from './process';
import { type World } from './world';

/** What becomes of requests on their way. The rest is answered as it should be. */
export type Network = {
  /** A connect that fails: nothing has left. */
  notSent: number;
  dropped: number;
  /** Applied, and the answer is lost. */
  answerLost: number;
  twice: number;
  late: number;
  refused: number;
  /** Core says yes and does nothing. */
  lied: number;
  readFails: number;
};

/** A request that Core has acted on, and for which operation. */
export type Applied = { operationId: string; at: number };

/** `refused`: Core does not take it, however often it arrives. */
type Write = { operationId: string; apply: () => void; refused?: boolean };

/**
 * Core and the network before it: things with one value each, and things that carry an operation's id.
 * Nothing arrives later than `latestMs` after it has left.
 */
export class SimCore {
  readonly values = new Map<string, string>();
  readonly created: { id: string; operationId: string; facts: Facts }[] = [];
  readonly applied: Applied[] = [];
  /** When requests of an operation left, by true time. */
  readonly left: Applied[] = [];

  constructor(
    private readonly world: World,
    private readonly network: Network,
    private readonly latestMs: number,
  ) {}

  /** One read: what it saw is what was true at one moment in its middle. */
  async read<T>(process: Process, see: () => T): Promise<T> {
    const { world } = this;
    await process.wait(world.random.between(1, 30));
    if (world.chance(this.network.readFails)) {
      if (world.chance(0.3)) await process.wait(timing().readLimitMs);
      throw new CoreError({ code: 'unreachable', requestId: 'sim', what: 'GET /' });
    }
    const seen = see();
    await process.wait(world.random.between(1, 30));
    return seen;
  }

  /** One write. It goes on by itself, whatever becomes of the process that sent it. */
  async write(process: Process, write: Write): Promise<SendResult> {
    const { world, network } = this;
    if (world.chance(network.notSent)) return { kind: 'not_sent', cause: 'refused' };
    if (process.mayDie()) return new Promise(() => {});
    this.left.push({ operationId: write.operationId, at: world.now });
    const answer = new Promise<SendResult>((resolve) => this.deliver(write, resolve));
    const limit = process
      .wait(timing().writeLimitMs)
      .then((): SendResult => ({ kind: 'unanswered', cause: 'timeout' }));
    const heard = await Promise.race([answer, limit]);
    // The answer reaches a process that is alive, when it is not standing still.
    await process.wait(0);
    return heard;
  }

  private deliver(write: Write, answered: (result: SendResult) => void): void {
    const { world, network } = this;
    if (world.chance(network.dropped)) return;
    write.refused = world.chance(network.refused);
    const delay = () =>
      world.chance(network.late)
        ? world.random.between(1_000, this.latestMs)
        : world.random.between(1, 60);
    if (world.chance(network.twice)) world.after(delay(), () => this.act(write, false));
    world.after(delay(), () => {
      const result = this.act(write, world.chance(network.lied));
      const lost = world.chance(network.answerLost);
      world.after(world.random.between(1, 30), () => {
        if (!lost) answered(result);
        // Half of the connections that break do so at once, the others hang.
        else if (world.random.chance(0.5)) answered({ kind: 'unanswered', cause: 'reset' });
      });
    });
  }

  private act({ operationId, apply, refused }: Write, lie: boolean): SendResult {
    const { world } = this;
    if (lie) return { kind: 'answered', status: 200 };
    if (refused) {
      return { kind: 'refused', status: 400, coreCode: 'NO', message: 'no' };
    }
    apply();
    this.applied.push({ operationId, at: world.now });
    return { kind: 'answered', status: 200 };
  }
}
