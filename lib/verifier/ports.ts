import { type HashWork, type LeafHashes } from './leaves';
import { type TextHashes } from './texts';

/** What the verifier needs of the place where it runs: Node has it built in, a page brings its own. */
export type Ports = {
  /**
   * SHA-256 (FIPS 180-4) of bytes, or of a text in UTF-8, in lower-case hex: most hashes are compared with one
   * in hex, and Node makes a text in a third of the time that it takes for 32 bytes.
   */
  sha256: (input: Uint8Array | string) => string;
  /** Ed25519 (RFC 8032) with a public key of 32 bytes. False also for a key or signature of a wrong shape. */
  verify: (signed: {
    key: Uint8Array;
    message: Uint8Array;
    signature: Uint8Array;
  }) => Promise<boolean>;
  /** Hashes in a thread of its own, where there is one that pays; `null` where there is none. */
  hashApart?: (work: HashWork) => HashedApart | null;
};

/** What comes from another thread; `null` when the thread failed, so that it is still to be done. */
export type HashedApart = {
  leaves: Promise<LeafHashes | null>;
  texts: Promise<TextHashes | null>;
};
