import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { controlServer } from './control/control-server';
import { FaultDesk } from './faults/desk';
import { startLineageWorker } from './lineage/worker';
import { postgresBooks } from './posting/postgres-books';
import { TransactionQueue } from './posting/queue';
import { allRoutes } from './routes/all';
import { seedSandbox } from './seed/seed';
import { coreServer } from './server';
import type { SandboxConfig, Services } from './services';
import { openStore } from './store/db';
import { migrate } from './store/migrate';

export interface SandboxOptions extends SandboxConfig {
  /** Address of the sandbox's own database; its tables are made when they are missing. */
  readonly databaseUrl: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** Undefined: no control port. */
  readonly controlPort: number | undefined;
  /** How often lineage work is looked for, in ms; Core's own rhythm is 1000. */
  readonly tickMs: number;
  /** What the chance of faults is drawn from. */
  readonly faultSeed?: string;
  /** Whether faults can be switched on at the control port. */
  readonly controlFaults?: boolean;
  /** Fill an empty database with data worth looking at. */
  readonly seed: boolean;
  readonly onProgress?: (line: string) => void;
}

export interface Sandbox {
  readonly url: string;
  readonly controlUrl: string | undefined;
  /** Ends requests under way, then the workers, then the database connections. */
  stop(): Promise<void>;
}

/** Starts a sandbox Core on loopback. Fails when its database cannot be reached or its port is taken. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const store = openStore(options.databaseUrl);
  try {
    await migrate(store);
    if (options.seed) await seedSandbox(store, { onProgress: options.onProgress });
    const books = postgresBooks(store);
    const queue = new TransactionQueue(store, books);
    const faults = new FaultDesk(store, options.faultSeed ?? '1');
    const services: Services = { store, books, queue, faults, config: options };
    const core = coreServer(services, allRoutes);
    const url = await listen(core, options.port);
    queue.start();
    const lineage = startLineageWorker(services, options.tickMs);
    const control =
      options.controlPort === undefined
        ? undefined
        : controlServer({
            lineage,
            queue,
            faults: options.controlFaults ? faults.armed : undefined,
          });
    const controlUrl = control && (await listen(control, options.controlPort ?? 0));
    const stop = async () => {
      await close(core);
      if (control) await close(control);
      await lineage.stop();
      await queue.stop();
      await store.close();
    };
    return { url, controlUrl, stop };
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}

const GRACE_MS = 5000;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const hurry = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close(() => {
      clearTimeout(hurry);
      resolve();
    });
    server.closeIdleConnections();
  });
}
