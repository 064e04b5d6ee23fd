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
};
