import { z } from 'zod';

/** What can go wrong between the console and Core. */
export const fault = z.discriminatedUnion('kind', [
  /** The connection breaks and Core never hears of it. */
  z.object({ kind: z.literal('drop_request') }),
  /** Core does it, then the connection breaks instead of the answer. */
  z.object({ kind: z.literal('drop_answer') }),
  /**
   * Nothing happens until `release`, or for `forMs`. `request`: Core hears of it only then, even if the
   * console has long given up. `answer`: Core does it at once and the answer waits.
   */
  z.object({
    kind: z.literal('hold'),
    what: z.enum(['request', 'answer']),
    forMs: z.number().int().min(1).optional(),
  }),
  /** Core never hears of it, and the console is told all the same. */
  z.object({
    kind: z.literal('pretend'),
    status: z.number().int().min(200).max(599),
    body: z.string(),
  }),
  /** Core gets it twice, one after the other; the console sees the first answer. */
  z.object({ kind: z.literal('duplicate') }),
  /** Core does it; the console is told another status, and another body if one is given. */
  z.object({
    kind: z.literal('rewrite_status'),
    status: z.number().int().min(200).max(599),
    body: z.string().optional(),
  }),
  /** Core does it; the body arrives whole but is no JSON. */
  z.object({ kind: z.literal('mangle_body') }),
  /** Core does it; half of the body arrives, then the connection breaks. */
  z.object({ kind: z.literal('truncate_body') }),
  /** Core does it; the body arrives one byte at a time. */
  z.object({ kind: z.literal('slow_drip'), everyMs: z.number().int().min(1).max(60_000) }),
]);
export type Fault = z.infer<typeof fault>;

/** Which requests a fault is for. All that is given must hold. */
export const match = z.object({
  /** A balance's id, or any other text that occurs in the path, the query or the body. */
  about: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PUT', 'DELETE']).optional(),
  /** How the path ends: `/identity`. */
  pathEnds: z.string().optional(),
});
export type Match = z.infer<typeof match>;

/** How often it strikes; without `times` until it is disarmed. */
export const armRequest = z.object({
  match,
  fault,
  times: z.number().int().min(1).optional(),
});
export type ArmRequest = z.infer<typeof armRequest>;

/** An armed fault and what it has done so far. */
export type Armed = ArmRequest & {
  id: string;
  /** Requests it has struck. */
  hits: number;
  /** Requests it holds at this moment. */
  holding: number;
};

/** What Core said, and between when it did so (milliseconds since 1970): from sending on to the whole answer. */
export type CoreAnswer = { status: number; sentAt: number; at: number };

/** One request as it passed. Headers are not kept: they hold the key. */
export type LogEntry = {
  seq: number;
  method: string;
  /** Without the query. */
  path: string;
  query: string;
  body: string;
  /** Id of the fault that struck it. */
  armedBy: string | null;
  /** What the console was answered; `null` while open or when the connection was broken. */
  status: number | null;
  /** What Core itself has answered each time it got it. */
  core: CoreAnswer[];
};
