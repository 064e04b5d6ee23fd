import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from './db';

const FOLDER = path.join(import.meta.dirname, 'schema');

/** Brings the database to the newest tables: applies, in order of name, each file of `schema/` not applied yet. */
export async function migrate(store: Store): Promise<void> {
  const files = (await readdir(FOLDER)).filter((name) => name.endsWith('.sql')).sort();
  await store.transaction(async (tx) => {
    await tx.query({ text: 'SELECT pg_advisory_xact_lock(20251)' });
    await tx.query({
      text: 'CREATE TABLE IF NOT EXISTS public.sandbox_schema (file text PRIMARY KEY, applied_at timestamptz DEFAULT now())',
    });
    const { rows } = await tx.query<{ file: string }>({
      text: 'SELECT file FROM public.sandbox_schema',
    });
    const applied = new Set(rows.map((row) => row.file));
    for (const file of files.filter((name) => !applied.has(name))) {
      await tx.query({ text: await readFile(path.join(FOLDER, file), 'utf8') });
      await tx.query({
        text: 'INSERT INTO public.sandbox_schema (file) VALUES ($1)',
        values: [file],
      });
    }
  });
}
