import 'server-only';
import { execFile } from 'node:child_process';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { env } from '@/lib/env';

/** Somewhere that the database's administrator does not rule, which keeps checkpoints in their order. */
export type AnchorPlace = {
  /** As screens name it: `file:/srv/anchors.txt`. */
  name: string;
  /** The file with its checkpoints on this machine. */
  file: string;
  /** The last checkpoint that it holds; `null` when it holds none. */
  newest: () => Promise<{ size: number; note: string } | null>;
  /**
   * Adds checkpoints in the order of their sizes, and is sure of them when it resolves. With none it only
   * finishes what an earlier turn has begun.
   */
  append: (notes: string[]) => Promise<void>;
  /** How often it is written to at most. */
  everyMs: number;
};

/** The places that are configured: the file always, a git repository when there is one. */
export function anchorPlaces(): AnchorPlace[] {
  const { EVIDENCE_ANCHOR_FILE: file, EVIDENCE_ANCHOR_GIT: repository } = env();
  return [...(file ? [fileAnchor(file)] : []), ...(repository ? [gitAnchor(repository)] : [])];
}

/** What a checkpoint takes at most, signatures included: the tail that is read to find the last one. */
const TAIL_BYTES = 8_192;

/** A file that is only ever added to. On a disk that keeps it so (`chattr +a`, WORM) it proves the most. */
export function fileAnchor(file: string): AnchorPlace {
  return {
    name: `file:${file}`,
    file,
    newest: async () => {
      const { notes } = notesIn(await tailOf(file));
      return notes.at(-1) ?? null;
    },
    everyMs: 0,
    append: async (notes) => {
      if (notes.length === 0) return;
      await mkdir(path.dirname(file), { recursive: true });
      // Behind a checkpoint that was broken off, by a full disk or a crash, the next must not be read as its end.
      const apart = notesIn(await tailOf(file)).isTorn ? '\n\n' : '';
      const handle = await open(file, 'a', 0o600);
      try {
        await handle.writeFile(apart + notes.map((note) => `${note}\n`).join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
    },
  };
}

/** The longest that git may take for one command, a push over a network included. */
const GIT_LIMIT_MS = 60_000;
/** A commit a minute is often enough, and does not drown a repository. */
const GIT_EVERY_MS = 60_000;

/** A file in a git repository: each turn is a commit, pushed to `origin` when the repository has one. */
export function gitAnchor(repository: string): AnchorPlace {
  const name = 'checkpoints.txt';
  const file = fileAnchor(path.join(repository, name));
  const git = async (...args: string[]) => {
    const options = { timeout: GIT_LIMIT_MS };
    const { stdout } = await promisify(execFile)('git', ['-C', repository, ...args], options);
    return stdout;
  };
  return {
    name: `git:${repository}`,
    file: file.file,
    newest: file.newest,
    everyMs: GIT_EVERY_MS,
    append: async (notes) => {
      await file.append(notes);
      if (await git('status', '--porcelain', '--', name)) {
        await git('add', '--', name);
        const author = ['-c', 'user.name=Counterfoil', '-c', 'user.email=counterfoil@localhost'];
        const message = `Seal ${(await file.newest())?.size} entries`;
        await git(...author, 'commit', '--message', message, '--', name);
      }
      const remotes = (await git('remote')).split('\n');
      if (remotes.includes('origin')) await git('push', 'origin', 'HEAD');
    },
  };
}

async function tailOf(file: string): Promise<string> {
  try {
    const handle = await open(file, 'r');
    try {
      const { size } = await handle.stat();
      const length = Math.min(size, TAIL_BYTES);
      const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
      return buffer.toString('utf8');
    } finally {
      await handle.close();
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

const NOTE = /^[^\n]+\n\d+\n(?:[^\n]+\n)+\n(?:\u2014 [^\n]+\n)+/gm;

/** A note is its text, an empty line, its signatures; in a file an empty line follows. */
function notesIn(text: string): { notes: { size: number; note: string }[]; isTorn: boolean } {
  const found = [...text.matchAll(NOTE)];
  const last = found.at(-1);
  const rest = last ? text.slice(last.index + last[0].length) : text;
  const notes = found.map(([note]) => ({ size: Number(note.split('\n', 2)[1]), note }));
  return { notes, isTorn: rest.trim() !== '' };
}
