/**
 * The request header in which `proxy.ts` notes path and query of the page asked for: a server
 * component cannot see its own address, and after signing in a person wants to come back to it.
 */
export const PATH_HEADER = 'x-counterfoil-path';
