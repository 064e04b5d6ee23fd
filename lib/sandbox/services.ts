import type { FaultDesk } from './faults/desk';
import type { Books } from './posting/books';
import type { TransactionQueue } from './posting/queue';
import type { Store } from './store/db';

/** What handlers and workers share. */
export interface Services {
  readonly store: Store;
  readonly config: SandboxConfig;
  /** Where money is written, with the locks on balances. */
  readonly books: Books;
  readonly queue: TransactionQueue;
  /** What shall go wrong. */
  readonly faults: FaultDesk;
}

export interface SandboxConfig {
  /** The master key; empty turns it off, as in Core. */
  readonly masterKey: string;
  /** 32 bytes, for tokenized identity fields; any other length turns tokenization off. */
  readonly tokenizationSecret: string;
}
