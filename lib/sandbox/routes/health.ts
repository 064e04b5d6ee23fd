import type { Context } from '../http/context';
import { json, type Reply } from '../http/reply';
import { route, type Route } from '../router';

export const healthRoutes: readonly Route[] = [
  route(['GET', '/'], () => json(200, 'server running...')),
  route(['GET', '/health'], health),
];

async function health(c: Context): Promise<Reply> {
  try {
    await c.services.store.query({ name: 'ping', text: 'SELECT 1' });
    return json(200, { status: 'UP' });
  } catch {
    return json(503, { reason: 'database ping failed', status: 'DOWN' });
  }
}
