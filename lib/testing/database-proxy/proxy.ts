import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { messageReader, type Message } from './messages';

/** A connection that is cut at a COMMIT: before the server hears of it, or instead of its answer. */
export type Cut = {
  /** A text that occurs in the transaction, such as the id of an operation. */
  about: string;
  /** The how many-eth transaction with that text, from 1. */
  nth: number;
  how: 'before' | 'after';
};

export type DatabaseProxy = {
  port: number;
  arm: (cut: Cut) => void;
  /** How many connections were cut at their COMMIT. */
  cuts: () => number;
  close: () => Promise<void>;
};

type Armed = Cut & { seen: number };
const LOOPBACK = '127.0.0.1';
const COMMIT = /^commit$/i;
const BEGIN = /^begin\b/i;
const END = /^(commit|rollback)$/i;

/**
 * Stands between a process and PostgreSQL and passes everything on unchanged, but cuts the connections of the
 * transactions that a test has named: nobody can then know whether they are committed but by asking again.
 */
export async function startDatabaseProxy(postgresPort: number): Promise<DatabaseProxy> {
  const armed: Armed[] = [];
  const open = new Set<Socket>();
  let cuts = 0;
  const server = createServer((client) => {
    const upstream = connect(postgresPort, LOOPBACK);
    for (const socket of [client, upstream]) {
      open.add(socket);
      socket.setNoDelay(true);
      // Whatever breaks on one side breaks on the other.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    const read = messageReader();
    /** What the transaction has said so far; `null` outside of one. */
    let texts: string[] | null = null;
    let isLost = false;
    const cutHere = (message: Message): Cut['how'] | null => {
      const sql = sqlOf(message);
      if (sql !== null && BEGIN.test(sql)) texts = [];
      else if (sql === null || !END.test(sql)) texts?.push(message.text);
      else {
        const said = texts ?? [];
        texts = null;
        return COMMIT.test(sql) ? strike(armed, said) : null;
      }
      return null;
    };
    client.on('data', (chunk: Buffer) => {
      for (const message of read(chunk)) {
        const how = cutHere(message);
        if (how) cuts += 1;
        if (how === 'before') return client.destroy();
        isLost ||= how === 'after';
        upstream.write(message.bytes);
      }
    });
    upstream.on('data', (chunk: Buffer) => {
      if (isLost) client.destroy();
      else client.write(chunk);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    arm: (cut) => void armed.push({ ...cut, seen: 0 }),
    cuts: () => cuts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of open) socket.destroy();
      }),
  };
}

/** The statement of a message that carries one. */
function sqlOf({ type, text }: Message): string | null {
  if (type === 'Q') return text.split('\0', 1)[0]!;
  // Parse: the name of the statement, then its text.
  return type === 'P' ? (text.split('\0', 2)[1] ?? null) : null;
}

/** Whether a transaction of these texts is one to cut, each of which is cut once. */
function strike(armed: Armed[], texts: readonly string[]): Cut['how'] | null {
  for (const [at, each] of armed.entries()) {
    if (!texts.some((text) => text.includes(each.about))) continue;
    each.seen += 1;
    if (each.seen < each.nth) continue;
    armed.splice(at, 1);
    return each.how;
  }
  return null;
}
