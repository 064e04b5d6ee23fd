'use client';
import { ShieldCheck } from 'lucide-react';
import { useState, useTransition } from 'react';
import { FormError } from '@/components/forms/form-error';
import { Timestamp } from '@/components/shared/timestamp';
import { Band, type BandTone } from '@/components/ui/band';
import { Button } from '@/components/ui/button';
import { DefinitionList, Fact } from '@/components/ui/definition-list';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import type { Failure } from '@/lib/base/result';
import { verifyLogAction } from '@/lib/features/audit/actions';
import type { LogCheckDto, LogVerdict } from '@/lib/features/audit/queries';

/** Has the whole log checked, and says what it came to. */
export function VerifyLog({ reason }: { reason: string | null }) {
  const [open, setOpen] = useState(false);
  const [result, setResult] = useState<LogCheckDto | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, start] = useTransition();
  const check = () => {
    setOpen(true);
    setFailure(null);
    start(async () => {
      const answer = await verifyLogAction({});
      if (answer.ok) setResult(answer.data);
      else setFailure(answer.error);
    });
  };
  return (
    <>
      <Button
        size="small"
        collapse
        icon={<ShieldCheck size={14} />}
        disabledReason={reason}
        busy={busy}
        onClick={check}
      >
        Verify whole log
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title="Verify whole log"
        subject="Every entry against every checkpoint, signature and anchor"
      >
        <DialogBody>
          {failure && (
            <FormError title="The log was not checked" reference={failure.reference}>
              {failure.message}
            </FormError>
          )}
          {busy ? (
            <p role="status" className="text-ink-2">
              Checking every entry. This is the program that anybody can run on an export; a log of
              a million entries takes it a minute. You can close this, and the answer will stand
              beside the title.
            </p>
          ) : (
            result && !failure && <Result result={result} />
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={check} busy={busy}>
            {busy ? 'Checking…' : 'Verify again'}
          </Button>
          <DialogClose render={<Button variant="primary">Done</Button>} />
        </DialogFooter>
      </Dialog>
    </>
  );
}

const VERDICTS: Record<LogVerdict, { tone: BandTone; title: string; text: string }> = {
  sound: {
    title: 'The log is intact',
    text: 'Every entry is the one that was sealed, none is missing, and the checkpoints that were copied away say the same.',
    tone: 'ok',
  },
  tampered: {
    title: 'The log was tampered with',
    text: 'It is not what was sealed. What was found is below; export the evidence now, and keep the anchors away from here.',
    tone: 'bad',
  },
  incomplete: {
    title: 'Nothing is wrong, and not everything is proven',
    text: 'What is there is sound. Why it does not prove everything is below.',
    tone: 'warn',
  },
};

function Result({ result }: { result: LogCheckDto }) {
  const { tone, title, text } = VERDICTS[result.verdict];
  const { counts, findings, findingCount, anchored, size } = result;
  const number = (of: number) => of.toLocaleString('en');
  return (
    <>
      <Band tone={tone} title={title}>
        {text}
      </Band>
      <DefinitionList>
        <Fact name="Entries">{number(counts.records)}</Fact>
        <Fact name="Changes">{number(counts.operations)}, each replayed step by step</Fact>
        <Fact name="Checkpoints">{number(counts.checkpoints)}, every signature checked</Fact>
        <Fact name="Personal texts">{number(counts.texts)}</Fact>
        <Fact name="Newest anchor">
          {anchored === null
            ? 'None that this server can read'
            : anchored === size
              ? `Covers all ${number(size)} entries`
              : `Covers ${number(anchored)} of ${number(size)} entries`}
        </Fact>
        <Fact name="Log">
          <span className="code-text break-all">{result.origin}</span>
        </Fact>
        <Fact name="Checked">
          <Timestamp iso={result.checkedAt} precision="second" />
        </Fact>
      </DefinitionList>
      {findings.length > 0 && (
        <section aria-label="Findings">
          <h3 className="mb-1 font-semibold">
            {findingCount === 1 ? '1 finding' : `${number(findingCount)} findings`}
          </h3>
          <ol className="grid list-decimal gap-1 pl-5 break-words text-ink-2">
            {findings.map(({ text: line }, index) => (
              <li key={index}>{line}</li>
            ))}
          </ol>
          {findingCount > findings.length && (
            <p className="mt-1 text-ink-3">
              And {number(findingCount - findings.length)} more; an exported bundle tells all.
            </p>
          )}
        </section>
      )}
    </>
  );
}
