import { type Ports } from '@/lib/operations/ports';
import { type MemoryStore } from './memory-store';
import { type World } from './world';

/** The database could not be reached, or went away before it answered. */
class ConnectionLost extends Error {}

const never = <T>() => new Promise<T>(() => {});

/** How often something breaks at a single call. */
export type Weather = { crash: number; lostConnection: number; pause: number };

/**
 * A process of ours: web server or worker. It may die at any call, before or after what it called for was
 * done, and then nothing of it goes on; it may stand still for a while; its database may drop a call.
 */
export class Process {
  isAlive = true;
  private pausedUntil = 0;

  constructor(
    readonly world: World,
    private readonly store: MemoryStore,
    private readonly fate: { weather: Weather; onDeath: () => void },
  ) {}

  die(): void {
    if (!this.isAlive) return;
    this.isAlive = false;
    this.fate.onDeath();
  }

  /** Waits, and goes on unless it has died meanwhile; a process that stands still goes on later. */
  wait(ms: number): Promise<void> {
    const { world } = this;
    return new Promise((resolve) => {
      const wake = () => {
        if (!this.isAlive) return;
        if (world.now < this.pausedUntil) world.after(this.pausedUntil - world.now, wake);
        else resolve();
      };
      world.after(ms, wake);
    });
  }

  /** One call to the database, which is done completely or not at all. */
  async call<T>(work: () => T): Promise<T> {
    const { world } = this;
    const { weather } = this.fate;
    await this.wait(world.random.between(0, 3));
    if (this.mayDie()) return never();
    if (world.chance(weather.lostConnection)) throw new ConnectionLost('before');
    const result = work();
    await this.wait(world.random.between(0, 3));
    if (this.mayDie()) return never();
    if (world.chance(weather.lostConnection)) throw new ConnectionLost('after COMMIT');
    if (world.chance(weather.pause)) {
      this.pausedUntil = world.now + world.random.between(1, 150_000);
      await this.wait(0);
    }
    return result;
  }

  /** Dies here, if that is its fate. */
  mayDie(): boolean {
    if (this.isAlive && this.world.chance(this.fate.weather.crash)) this.die();
    return !this.isAlive;
  }

  ports(): Ports {
    const { world, store } = this;
    const call =
      <Args extends unknown[], T>(method: (...args: Args) => T) =>
      (...args: Args) =>
        this.call(() => method.apply(store, args));
    return {
      store: {
        begin: call(store.begin),
        claimDue: call(store.claimDue),
        claim: call(store.claim),
        renew: call(store.renew),
        decideStep: call(store.decideStep),
        recordAttempt: call(store.recordAttempt),
        recordAnswer: call(store.recordAnswer),
        endStep: call(store.endStep),
        conclude: call(store.conclude),
        settle: call(store.settle),
        release: call(store.release),
      },
      monotonicMs: () => world.now,
      sleep: (ms) => this.wait(ms),
      abortAfter: (ms) => {
        const controller = new AbortController();
        world.after(ms, () => controller.abort(new Error('too late')));
        return controller.signal;
      },
    };
  }
}
