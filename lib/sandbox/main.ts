import { startSandbox, type SandboxOptions } from './start';

/**
 * The sandbox Core as a process. Its environment is described in docs/sandbox.md; once it serves it prints
 * `ready http://127.0.0.1:PORT`, and SIGTERM or SIGINT ends it in order.
 */
function optionsFrom(env: NodeJS.ProcessEnv): SandboxOptions {
  const databaseUrl = env.SANDBOX_DATABASE_URL;
  if (!databaseUrl)
    throw new Error('SANDBOX_DATABASE_URL must name the database of the sandbox Core.');
  return {
    databaseUrl,
    port: numberFrom(env, 'SANDBOX_PORT', 0),
    controlPort: env.SANDBOX_CONTROL_PORT ? numberFrom(env, 'SANDBOX_CONTROL_PORT', 0) : undefined,
    tickMs: numberFrom(env, 'SANDBOX_TICK_MS', 1000),
    seed: env.SANDBOX_SEED === '1',
    masterKey: env.CORE_KEY ?? 'sandbox-master-key',
    tokenizationSecret: env.SANDBOX_TOKENIZATION_SECRET ?? 'sandbox-tokenization-secret-32by',
    faultSeed: env.SANDBOX_FAULT_SEED || undefined,
    controlFaults: env.SANDBOX_FAULTS === '1',
    onProgress: (line) => console.log(line),
  };
}

function numberFrom(env: NodeJS.ProcessEnv, name: string, fallback: number): number {
  const text = env[name];
  if (!text) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`${name} must be a whole number, not "${text}".`);
  return value;
}

try {
  const sandbox = await startSandbox(optionsFrom(process.env));
  console.log(`ready ${sandbox.url}`);
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`The sandbox Core did not end cleanly: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
} catch (error) {
  const reason = error instanceof Error ? error.message || String(error) : String(error);
  console.error(`The sandbox Core could not start: ${reason}`);
  process.exit(1);
}
