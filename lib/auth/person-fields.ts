import { z } from 'zod';

/**
 * Limits of a password in characters (NIST SP 800-63B §5.1.1: long beats complicated, and nothing
 * else is asked of it).
 */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

/** A new person's name, for forms and verbs alike: this file holds nothing of the server's. */
export const personName = z
  .string()
  .trim()
  .min(1, { error: 'Enter a name.' })
  .max(120, { error: 'A name has at most 120 characters.' });

/** A password that somebody chooses. */
export const newPassword = z
  .string()
  .min(PASSWORD_MIN, { error: `A password has at least ${PASSWORD_MIN} characters.` })
  .max(PASSWORD_MAX, { error: `A password has at most ${PASSWORD_MAX} characters.` });
