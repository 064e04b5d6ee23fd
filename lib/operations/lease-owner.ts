import 'server-only';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Names this process in leases, for whoever looks at the table. Rights come from the epoch alone. */
export const LEASE_OWNER = `${hostname()}:${process.pid}:${randomBytes(3).toString('hex')}`;
