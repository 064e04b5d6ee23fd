import { connection } from 'next/server';
import { getHealth } from '@/lib/features/installation/get-health';

/** How this installation is. 503 only when nobody could work here at all. */
export async function GET(request: Request) {
  await connection();
  const health = await getHealth({ signal: request.signal });
  return Response.json(health, {
    status: health.status === 'down' ? 503 : 200,
    headers: { 'cache-control': 'no-store' },
  });
}
