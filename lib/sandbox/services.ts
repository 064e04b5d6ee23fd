import type { Store } from './store/db';

/** What handlers and workers share. */
export interface Services {
  readonly store: Store;
  readonly config: SandboxConfig;
}

export interface SandboxConfig {
  /** The master key; empty turns it off, as in Core. */
  readonly masterKey: string;
  /** 32 bytes, for tokenized identity fields. */
  readonly tokenizationSecret: string;
}
