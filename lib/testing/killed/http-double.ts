import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

/** Values by name over HTTP, for several processes at once: `GET` and `PUT /values/:name`. */
export async function startHttpDouble() {
  const values = new Map<string, string>();
  const puts: string[] = [];
  const server = createServer((request, response) => {
    const name = decodeURIComponent(request.url!.slice('/values/'.length));
    if (request.method === 'GET') {
      response.end(JSON.stringify(values.get(name) ?? null));
      return;
    }
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      values.set(name, JSON.parse(body) as string);
      puts.push(name);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    values,
    /** Names in the order in which they were written. */
    puts,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}
