import { HashText } from '@/components/shared/hash-text';
import { Timestamp } from '@/components/shared/timestamp';
import { Badge } from '@/components/ui/badge';
import { CopyAction } from '@/components/ui/copy-action';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Section } from '@/components/ui/section';
import type { SettingsFacts } from '@/lib/features/settings/schema';

type Log = SettingsFacts['log'];

/** How the log is sealed, with which key, and where its checkpoints are kept besides. */
export function LogSection({ log }: { log: Log }) {
  const { newest, anchors } = log;
  return (
    <Section
      title="Evidence log"
      beside={<SealBadge log={log} />}
      action={
        newest && (
          <CopyAction text={newest.note} name="the checkpoint">
            Copy checkpoint
          </CopyAction>
        )
      }
    >
      {!newest ? (
        <p className="text-ink-2">
          Nothing is sealed yet. The worker seals entries within a second or two of their writing.
        </p>
      ) : (
        <DefinitionList>
          <Fact name="Sealed">
            {newest.size.toLocaleString('en')} entries,{' '}
            <Timestamp iso={newest.sealedAt} precision="second" />
          </Fact>
          <Fact name="Root hash">
            <HashText hash={newest.rootHash} copy />
          </Fact>
          <Fact name="Public key">
            <span className="code-text break-all">{newest.key}</span>
            <span className="block text-meta text-ink-3">
              Ed25519. Keep a copy of it and of a checkpoint elsewhere: with them anybody can check
              an export without Counterfoil.
            </span>
          </Fact>
          <Fact name="Copied to">
            <Anchors anchors={anchors} />
          </Fact>
        </DefinitionList>
      )}
    </Section>
  );
}

function SealBadge({ log: { newest, sealLagMs, isOverdue, anchors } }: { log: Log }) {
  if (isOverdue) {
    return <Badge tone="bad">Not sealed for {Math.floor(sealLagMs / 60_000)} min</Badge>;
  }
  if (anchors.some(({ problem }) => problem)) return <Badge tone="warn">Not copied away</Badge>;
  return newest && <Badge tone="ok">Sealed</Badge>;
}

function Anchors({ anchors }: { anchors: Log['anchors'] }) {
  if (anchors.length === 0) {
    return (
      <span className="text-caution">
        Nowhere. Whoever rules the database could rewrite the log unseen: set EVIDENCE_ANCHOR_FILE.
      </span>
    );
  }
  return (
    <ul className="grid gap-1">
      {anchors.map(({ place, size, anchoredAt, problem }) => (
        <li key={place}>
          <span className="code-text break-all">{place}</span>
          <span className="block text-meta text-ink-3">
            {anchoredAt ? (
              <>
                {size.toLocaleString('en')} entries,{' '}
                <Timestamp iso={anchoredAt} precision="second" />
              </>
            ) : (
              'Nothing yet'
            )}
          </span>
          {problem && (
            <span className="block text-danger">
              {problem.text} Since <Timestamp iso={problem.since} precision="second" />.
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
