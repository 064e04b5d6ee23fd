import { env } from '@/lib/env';
import { createReconciler } from '@/lib/operations/reconcile';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '../actors';
import { oneStep, threeSteps } from './operations';

/*
 * A process that is meant to die where `COUNTERFOIL_TEST_KILL_AT` says:
 *   main.ts request <operation id> <subject>   what a web server does for a person
 *   main.ts worker <kind>                      what a worker does with a plan of that kind
 * It ends with 3 when it survives.
 */
const core = env().CORE_URL;
const [role, name, subject] = process.argv.slice(2);

if (role === 'request') {
  const request = { actor: person('support'), operationId: name!, input: { id: subject } };
  await runOperation(oneStep(core), request);
} else {
  const operation = threeSteps(core, name as `${string}.${string}`);
  const reconciler = createReconciler(new Map([[operation.kind, operation]]));
  await reconciler.tick();
  await reconciler.idle();
}
process.exit(3);
