import { DomainError } from '@/lib/base/result';
import { previewReassign } from '@/lib/features/balances/preview-reassign';
import { reassignIdentity } from '@/lib/features/balances/reassign-identity';
import { runOperation } from '@/lib/operations/run-operation';
import { person } from '../../actors';
import { type Asked, type Told } from './crew';

/*
 * What the web server does for somebody who reassigns a balance, as a process that can be killed: it looks at what
 * the change would do, asks for it, and says what came of it.
 */
const support = person('support');

async function reassign({ operationId, balanceId, from, to }: Asked): Promise<string> {
  const { impact } = await previewReassign(support, { balanceId, toIdentityId: to });
  const input = {
    balanceId,
    expectedIdentityId: from,
    toIdentityId: to,
    category: 'account_correction',
    ticket: 'FAULTS-1',
    note: 'A reassignment under faults.',
    confirmation: '',
    impactDigest: impact!.digest,
  };
  return (await runOperation(reassignIdentity, { actor: support, operationId, input })).state;
}

process.on('message', (asked: Asked) => {
  const tell = (said: string) => process.send!({ no: asked.no, said } satisfies Told);
  reassign(asked).then(tell, (error: unknown) =>
    tell(error instanceof DomainError ? `refused: ${error.failure.code}` : String(error)),
  );
});
process.send!({ no: 0, said: 'ready' } satisfies Told);
