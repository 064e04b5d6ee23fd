'use client';
import { DiscardFooter } from '@/components/forms/discard-footer';
import { submitAlone } from '@/components/forms/submit-alone';
import { type Discard } from '@/components/forms/use-discard';
import { OperationFailure } from '@/components/shared/operation-failure';
import { Band } from '@/components/ui/band';
import { Button } from '@/components/ui/button';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { AgainIcon } from '@/components/ui/state-block';
import { FIELD_LABELS } from '@/lib/features/identities/schema';
import { ReasonFields } from './reason-fields';
import { RenameEffectPanel } from './rename-effect-panel';
import { TokenFields } from './token-fields';
import { useTokenize, type Tokenizing } from './use-tokenize';

type TokenizeFormProps = { identityId: string; discard: Discard };

/** Which fields, what that does, why, and a word typed because there is no way back. */
export function TokenizeForm({ identityId, discard }: TokenizeFormProps) {
  const tokenizing = useTokenize(identityId, discard);
  const { form, preview, failure, send } = tokenizing;
  if (!preview) return <NotRead {...tokenizing} />;
  if (preview.fields.every(({ state }) => state !== 'plain')) return <Nothing failure={failure} />;
  return (
    <form noValidate onSubmit={submitAlone(send)} className="contents">
      <DialogBody>
        {failure && <OperationFailure failure={failure} done="changed" />}
        <p className="text-ink-2">
          Core puts a token in the place of each value, and keeps the value encrypted inside it.
          Lists and searches no longer find it; people who may reveal personal fields still can.
        </p>
        <TokenFields control={form.control} fields={preview.fields} />
        <Effect {...tokenizing} />
        <ReasonFields control={form.control} typed={identityId} />
        <p className="text-meta text-ink-3">
          What was written elsewhere stays: in the names of Core’s lineage balances, in metadata and
          in the log of earlier changes.
        </p>
      </DialogBody>
      {discard.isAsking ? <DiscardFooter {...discard} /> : <Footer {...tokenizing} />}
    </form>
  );
}

function NotRead({ isReading, isFailed, readAgain }: Tokenizing) {
  return (
    <>
      <DialogBody>
        {isFailed ? (
          <Band
            tone="bad"
            title="This identity could not be read"
            action={
              <Button size="small" icon={<AgainIcon />} busy={isReading} onClick={readAgain}>
                Try again
              </Button>
            }
          >
            Until it can be read, nothing can be tokenized. Nothing was sent.
          </Band>
        ) : (
          <div className="py-3">
            <LoadingNote what="what can be tokenized" />
            <Skeleton width={280} />
          </div>
        )}
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Close</Button>} />
      </DialogFooter>
    </>
  );
}

/** Also after somebody else was faster: then it says that first. */
function Nothing({ failure }: Pick<Tokenizing, 'failure'>) {
  return (
    <>
      <DialogBody>
        {failure && <OperationFailure failure={failure} done="changed" />}
        <Band tone="ok" title="Nothing is left to tokenize">
          Of the fields that Core can tokenize, none of this identity holds plain text that it would
          take.
        </Band>
      </DialogBody>
      <DialogFooter>
        <DialogClose render={<Button>Close</Button>} />
      </DialogFooter>
    </>
  );
}

/** What the chosen names do to fund lineage; nothing while none of them is part of its name. */
function Effect({ effect, isEffectFailed, isReading, readAgain }: Tokenizing) {
  if (isEffectFailed) {
    return (
      <Band
        tone="bad"
        title="What this does to fund lineage could not be read"
        action={
          <Button size="small" icon={<AgainIcon />} busy={isReading} onClick={readAgain}>
            Try again
          </Button>
        }
      >
        Until it can be read, names cannot be tokenized. Nothing was sent.
      </Band>
    );
  }
  return effect && <RenameEffectPanel effect={effect} />;
}

function Footer({ preview, chosen, isRunning, isWaiting }: Tokenizing) {
  const names = chosen.map((field) => FIELD_LABELS[field]).join(', ');
  const verb = chosen.length > 1 ? `Tokenize ${chosen.length} fields` : 'Tokenize field';
  const waiting = isWaiting ? 'What this does to fund lineage has to be read first.' : null;
  return (
    <DialogFooter
      outcome={
        chosen.length > 0 && (
          <>
            {names} of <bdi className="font-medium">{preview?.name}</bdi> will be tokenized. This
            cannot be undone.
          </>
        )
      }
    >
      <DialogClose render={<Button className="max-sm:hidden">Cancel</Button>} />
      <Button type="submit" variant="danger" busy={isRunning} disabledReason={waiting}>
        {isRunning ? 'Tokenizing…' : verb}
      </Button>
    </DialogFooter>
  );
}
