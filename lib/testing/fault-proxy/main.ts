import { parseArgs } from 'node:util';
import { startFaultProxy } from './proxy';

// A process of its own between the console and Core:
//   tsx lib/testing/fault-proxy/main.ts --core http://127.0.0.1:5001 [--port N] [--control N]
// It prints one line of JSON, {"url","controlUrl"}, when it is ready, and ends on SIGTERM or SIGINT.
const { values } = parseArgs({
  options: { core: { type: 'string' }, port: { type: 'string' }, control: { type: 'string' } },
});
if (!values.core) {
  process.stderr.write('Say where Core is: --core http://127.0.0.1:5001\n');
  process.exit(2);
}
const proxy = await startFaultProxy({
  coreUrl: values.core,
  port: Number(values.port ?? 0),
  controlPort: Number(values.control ?? 0),
});
process.stdout.write(`${JSON.stringify({ url: proxy.url, controlUrl: proxy.controlUrl })}\n`);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => void proxy.close().then(() => process.exit(0)));
}
