import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { logBundle, zipOf } from '@/lib/audit/bundle';
import { closeDb } from '@/lib/db/client';

/* Writes the whole sealed log as an evidence bundle into the file that is named. */
await pipeline(Readable.from(zipOf(logBundle())), createWriteStream(process.argv[2]!));
await closeDb();
