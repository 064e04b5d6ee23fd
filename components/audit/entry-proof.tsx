import { Copy } from 'lucide-react';
import { HashText } from '@/components/shared/hash-text';
import { RefreshEvery } from '@/components/shared/refresh-every';
import { Timestamp } from '@/components/shared/timestamp';
import { Band } from '@/components/ui/band';
import { CopyAction } from '@/components/ui/copy-action';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import type { EntryProofDto } from '@/lib/features/audit/queries';
import { VerifyAgain } from './verify-again';

/** Why this entry is evidence: checked just now, with everything needed to check it elsewhere. */
export function EntryProof({ proof }: { proof: EntryProofDto }) {
  return (
    <section aria-label="Proof" className="pt-4">
      <div className="mb-2 flex min-h-7 items-center gap-2">
        <h2 className="flex-1 font-semibold">Proof</h2>
        {proof.state !== 'waiting' && <VerifyAgain />}
      </div>
      <Verdict proof={proof} />
      {proof.state === 'waiting' ? <RefreshEvery ms={1_500} /> : <Facts proof={proof} />}
    </section>
  );
}

function Verdict({ proof }: { proof: EntryProofDto }) {
  switch (proof.state) {
    case 'waiting':
      return (
        <Band tone="unknown" title="Waits to be sealed">
          The worker seals it within a second or two.
        </Band>
      );
    case 'wrong':
      return (
        <Band tone="bad" title="This entry is not what was sealed">
          {proof.wrong} Somebody changed the database.
        </Band>
      );
    case 'verified':
      return (
        <Band
          tone="ok"
          title={
            <>
              Verified <Timestamp iso={proof.checkedAt} precision="clock" />
            </>
          }
        >
          This entry is in the log, unchanged, and the checkpoint over it is signed.
        </Band>
      );
  }
}

type Sealed = Exclude<EntryProofDto, { state: 'waiting' }>;

function Facts({ proof }: { proof: Sealed }) {
  const { anchors } = proof;
  const count = (of: number) => of.toLocaleString('en');
  return (
    <div className="mt-3 grid gap-3">
      <DefinitionList width="panel">
        <Fact name="Leaf index">{count(proof.leafIndex)}</Fact>
        <Fact name="Leaf hash">
          <HashText hash={proof.leafHash} copy />
        </Fact>
        <Fact name="Path">
          {proof.pathLength === 1 ? '1 hash' : `${proof.pathLength} hashes`}
          {proof.state === 'verified' && ', all match'}
        </Fact>
        <Fact name="Checkpoint">{count(proof.checkpointSize)} entries</Fact>
        <Fact name="Root hash">
          <HashText hash={proof.rootHash} copy />
        </Fact>
        <Fact name="Signed with">
          <span className="code-text break-all">{proof.key}</span>{' '}
          <span className="text-ink-3">Ed25519</span>
        </Fact>
        <Fact name="Sealed">
          <Timestamp iso={proof.sealedAt} precision="clock" utc />
        </Fact>
        <Fact name="Anchored in">
          {anchors.length === 0 ? (
            <span className="text-ink-3">No place yet</span>
          ) : (
            <span title={anchors.join('\n')}>
              {anchors.length === 1 ? '1 place' : `${anchors.length} places`}
            </span>
          )}
        </Fact>
      </DefinitionList>
      <div className="flex flex-wrap gap-2 print:hidden">
        <CopyAction text={proof.copy} name="the proof" icon={<Copy size={14} />}>
          Copy proof
        </CopyAction>
      </div>
    </div>
  );
}
