import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { parseArgs } from 'node:util';
import { parseInput } from '@/lib/auth/parse-input';
import { DomainError } from '@/lib/base/result';
import { closeDb } from '@/lib/db/client';
import { createAdmin } from './create-admin';
import { createAdminInput } from './schema';

/*
 * Entry of its own process, behind `npm run admin:create`. On a terminal it asks for what was not
 * given; else the password is the first line of standard input. An empty password makes one, which is
 * printed once. Exit code 1 with plain sentences when nothing was created.
 */

const USAGE = `npm run admin:create -- --email ADDRESS --name NAME
On a terminal what is missing is asked. Elsewhere the password is read from standard input:
printf '%s\\n' "$PASSWORD" | npm run admin:create -- --email ada@example.com --name "Ada Okafor"`;

type Given = { email: string; name: string; password: string };

/** Reads a line without showing what is typed. */
async function askHidden(question: string): Promise<string> {
  process.stdout.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  const answer = await terminal.question('');
  terminal.close();
  process.stdout.write('\n');
  return answer;
}

async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(question);
  terminal.close();
  return answer;
}

async function askForMissing(given: { email?: string; name?: string }): Promise<Given> {
  const email = given.email ?? (await ask('E-mail: '));
  const name = given.name ?? (await ask('Name: '));
  const password = await askHidden('Password (not shown; leave empty to have one made): ');
  if (password && password !== (await askHidden('The same password again: '))) {
    throw new DomainError({
      code: 'invalid',
      message: 'The two passwords differ.',
    });
  }
  return { email, name, password };
}

async function firstLineOfInput(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  return '';
}

async function gather(): Promise<Given> {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, name: { type: 'string' } },
  });
  if (process.stdin.isTTY) return askForMissing(values);
  const { email, name } = values;
  if (!email || !name)
    throw new DomainError({ code: 'invalid', message: `Give both --email and --name.\n${USAGE}` });
  return { email, name, password: await firstLineOfInput() };
}

async function run(): Promise<void> {
  const given = await gather();
  const made = given.password ? null : randomBytes(15).toString('base64url');
  const input = parseInput(createAdminInput, { ...given, password: made ?? given.password });
  await createAdmin({ kind: 'cli', id: 'cli', name: 'Command line' }, input);
  process.stdout.write(`${input.name} can sign in as admin with ${input.email}.\n`);
  if (made) process.stdout.write(`The password, shown only now: ${made}\n`);
}

function reasonOf(error: unknown): string {
  if (error instanceof DomainError) {
    const { message, fields } = error.failure;
    return fields
      ? ['Nobody was created.', ...Object.values(fields)].join('\n')
      : `Nobody was created. ${message}`;
  }
  const { code, cause, message } = error as { code?: string; cause?: unknown; message: string };
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return USAGE;
  const reason = cause instanceof Error ? cause.message : message.split('\n')[0];
  return `Nobody was created, because the database could not be used (${reason}). Is Counterfoil running?`;
}

try {
  await run();
} catch (error) {
  process.stderr.write(`${reasonOf(error)}\n`);
  process.exitCode = 1;
} finally {
  await closeDb();
}
