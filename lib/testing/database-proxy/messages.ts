/** One message of PostgreSQL's protocol from a client to the server. */
export type Message = {
  /** Its letter; empty for the one that opens a connection, which has none. */
  type: string;
  /** What stands behind the length, byte for byte. */
  text: string;
  bytes: Buffer;
};

const LENGTH = 4;

/**
 * Cuts what a client sends into its messages (PostgreSQL documentation, "Message Formats"): a letter, a length
 * that counts itself, and the rest. The first one has no letter. What is not whole yet waits for more.
 */
export function messageReader(): (chunk: Buffer) => Message[] {
  let waiting = Buffer.alloc(0);
  let isFirst = true;
  return (chunk) => {
    waiting = Buffer.concat([waiting, chunk]);
    const whole: Message[] = [];
    for (;;) {
      const letters = isFirst ? 0 : 1;
      if (waiting.length < letters + LENGTH) return whole;
      const end = letters + waiting.readUInt32BE(letters);
      if (waiting.length < end) return whole;
      const bytes = waiting.subarray(0, end);
      whole.push({
        type: bytes.toString('latin1', 0, letters),
        text: bytes.toString('latin1', letters + LENGTH),
        bytes,
      });
      waiting = waiting.subarray(end);
      isFirst = false;
    }
  };
}
