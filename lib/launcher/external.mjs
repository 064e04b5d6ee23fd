// @ts-check
import pg from 'pg';
import { PlainError } from './plain-error.mjs';

const OLDEST_MAJOR = 15;
const CONNECT_MS = 10_000;
const HEALTH_MS = 3000;

/**
 * Makes sure that a database of someone else's can be used.
 * @param {string} name of the variable, for the message
 * @param {string} url
 */
export async function checkDatabase(name, url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query('show server_version_num');
    const major = Math.floor(Number(rows[0].server_version_num) / 10_000);
    if (major < OLDEST_MAJOR) {
      throw new PlainError(
        `${name} names a PostgreSQL ${major}; Counterfoil needs ${OLDEST_MAJOR} or newer. Nothing was started.`,
      );
    }
  } catch (error) {
    if (error instanceof PlainError) throw error;
    const reason = error instanceof Error ? error.message || error.constructor.name : String(error);
    throw new PlainError(
      `The database in ${name} cannot be used, so nothing was started. It said: ${reason}`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}

/**
 * Says so if a Core does not answer now. That stops nothing: it may come up later.
 * @param {string} url
 */
export async function noticeCore(url) {
  try {
    await fetch(`${url.replace(/\/$/, '')}/health`, { signal: AbortSignal.timeout(HEALTH_MS) });
  } catch {
    console.log(`The Core in CORE_URL does not answer at the moment: ${url}`);
  }
}
