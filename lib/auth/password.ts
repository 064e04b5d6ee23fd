/**
 * Limits of a password in characters (NIST SP 800-63B §5.1.1: long beats complicated, and nothing
 * else is asked of it). Also read by forms, so this file stays free of anything of the server's.
 */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;
