import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { z } from 'zod';
import { canonicalJson } from '@/lib/base/canonical-json';
import { env } from '@/lib/env';
import { db, type Tx } from './client';
import { setting } from './schema/core';

const proofRecord = z.strictObject({
  /** How the Core behaves on which it was run, in the words of `coreCapabilities`. */
  version: z.string(),
  /** Scheme, host and port of that Core. */
  origin: z.string(),
  cases: z.int().min(0),
  wrong: z.int().min(0),
  /** ISO 8601 UTC. */
  provenAt: z.string(),
});

/** What `npm run core:prove` came to on a staging Core. */
export type CoreProof = z.output<typeof proofRecord>;

const signed = z.strictObject({ proof: proofRecord, signature: z.string() });

const keyOf = (version: string) => `core_proof.${version}`;

/** So that whoever can write to the database alone cannot switch carrying on. */
function signatureOf(proof: CoreProof): string {
  return createHmac('sha256', env().AUTH_SECRET)
    .update(`core-proof\n${canonicalJson(proof)}`)
    .digest('hex');
}

/** Keeps a result, signed, in the place of an earlier one for Cores that behave alike. */
export async function writeCoreProof(tx: Tx, proof: CoreProof, updatedBy: string): Promise<void> {
  const value = JSON.stringify({ proof, signature: signatureOf(proof) });
  await tx
    .insert(setting)
    .values({ key: keyOf(proof.version), value, updatedBy })
    .onConflictDoUpdate({
      target: setting.key,
      set: { value, updatedBy, updatedAt: new Date() },
    });
}

/** The last result for Cores that behave like this; `null` without one, or when its signature is not ours. */
export async function readCoreProof(version: string): Promise<CoreProof | null> {
  const [row] = await db()
    .select()
    .from(setting)
    .where(eq(setting.key, keyOf(version)));
  const found = signed.safeParse(row && JSON.parse(row.value));
  if (!found.success || found.data.proof.version !== version) return null;
  const { proof, signature } = found.data;
  const [ours, theirs] = [signatureOf(proof), signature].map((text) => Buffer.from(text));
  return ours!.length === theirs!.length && timingSafeEqual(ours!, theirs!) ? proof : null;
}
