'use client';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { applyFailure } from '@/components/forms/apply-failure';
import { DiscardFooter } from '@/components/forms/discard-footer';
import { submitAlone } from '@/components/forms/submit-alone';
import { useDiscard, useEntered, type Discard } from '@/components/forms/use-discard';
import { CopyableId } from '@/components/shared/copyable-id';
import { OperationFailure } from '@/components/shared/operation-failure';
import { endsAtSlip, failureOf, useOperation } from '@/components/shared/use-operation';
import { Band } from '@/components/ui/band';
import { Button } from '@/components/ui/button';
import { Dialog, DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import { LoadingNote, Skeleton } from '@/components/ui/skeleton';
import { AgainIcon } from '@/components/ui/state-block';
import type { Failure } from '@/lib/base/result';
import { deleteIdentityAction } from '@/lib/features/identities/actions';
import { deletePreviewQuery, type DeletePreviewDto } from '@/lib/features/identities/queries';
import { deleteIdentityInput, type DeleteIdentityInput } from '@/lib/features/identities/schema';
import { routes } from '@/lib/routes';
import { ReasonFields } from './reason-fields';

type DeleteIdentityProps = {
  identityId: string;
  /** Why this person cannot, or `null`. */
  reason: string | null;
};

/** The button of an identity's page, and the dialog that says first whether anything stands against it. */
export function DeleteIdentity({ identityId, reason }: DeleteIdentityProps) {
  const [open, setOpen] = useState(false);
  const { discard, onOpenChange } = useDiscard(setOpen);
  return (
    <>
      <Button
        size="small"
        collapse
        icon={<Trash2 size={14} />}
        disabledReason={reason}
        onClick={() => setOpen(true)}
      >
        Delete
      </Button>
      <Dialog open={open} onOpenChange={onOpenChange} title="Delete identity" width="narrow">
        <DeleteDialog identityId={identityId} discard={discard} />
      </Dialog>
    </>
  );
}

function DeleteDialog({ identityId, discard }: { identityId: string; discard: Discard }) {
  const { data, isFetching, isError, refetch } = useQuery(deletePreviewQuery(identityId));
  if (data?.blocked === null) return <DeleteForm {...{ identityId, discard }} preview={data} />;
  return (
    <>
      <DialogBody>
        {data && <Blocked preview={data} />}
        {isError && (
          <Band
            tone="bad"
            title="What stands against it could not be read"
            action={
              <Button
                size="small"
                icon={<AgainIcon />}
                busy={isFetching}
                onClick={() => void refetch()}
              >
                Try again
              </Button>
            }
          >
            Until it can be read, nothing can be deleted. Nothing was sent.
          </Band>
        )}
        {!data && !isError && (
          <div className="py-3">
            <LoadingNote what="what stands against it" />
            <Skeleton width={280} />
          </div>
        )}
      </DialogBody>
      <DialogFooter outcome={data && 'This identity stays.'}>
        <DialogClose render={<Button>Close</Button>} />
      </DialogFooter>
    </>
  );
}

function Blocked({ preview: { blocked, owned, lineage } }: { preview: DeletePreviewDto }) {
  const stands = owned.length > 0 ? owned.map((balanceId) => ({ balanceId, name: null })) : null;
  const balances =
    stands ?? lineage.map(({ balanceId, indicator }) => ({ balanceId, name: indicator }));
  return (
    <Band tone="bad" title="It cannot be deleted">
      {blocked}
      <ul className="mt-2 grid gap-1">
        {balances.map(({ balanceId, name }) => (
          <li key={balanceId} className="flex min-w-0 flex-wrap items-center gap-x-2">
            <CopyableId id={balanceId} href={routes.balance(balanceId)} />
            {name && <bdi className="code-text min-w-0 break-all">{name}</bdi>}
          </li>
        ))}
      </ul>
    </Band>
  );
}

type DeleteFormProps = { identityId: string; preview: DeletePreviewDto; discard: Discard };

function DeleteForm({ identityId, discard, preview: { name } }: DeleteFormProps) {
  const router = useRouter();
  const [failure, setFailure] = useState<Failure | null>(null);
  const form = useForm<DeleteIdentityInput>({
    resolver: zodResolver(deleteIdentityInput),
    defaultValues: { identityId, seenName: name, ticket: '', note: '', confirmation: '' },
  });
  const { run, isRunning } = useOperation(deleteIdentityAction, `delete-identity:${identityId}`);
  useEntered(discard, { isDirty: form.formState.isDirty, isRunning });
  const send = form.handleSubmit(async (input) => {
    setFailure(null);
    const answer = await run(input);
    if (answer.is === 'standing' && endsAtSlip(answer.standing)) {
      return router.push(routes.change(answer.standing.operationId));
    }
    setFailure(applyFailure(form, failureOf(answer, 'changed')));
  });
  return (
    <form noValidate onSubmit={submitAlone(send)} className="contents">
      <DialogBody>
        {failure && <OperationFailure failure={failure} done="changed" />}
        <Band tone="ok" title="Nothing in Core depends on it">
          It owns no balance, and Core keeps no fund lineage under its id.
        </Band>
        <ReasonFields control={form.control} typed={identityId} />
      </DialogBody>
      {discard.isAsking ? (
        <DiscardFooter {...discard} />
      ) : (
        <DialogFooter
          outcome={
            <>
              Core will forget <bdi className="font-medium">{name}</bdi>. This cannot be undone.
            </>
          }
        >
          <DialogClose render={<Button className="max-sm:hidden">Cancel</Button>} />
          <Button type="submit" variant="danger" busy={isRunning}>
            {isRunning ? 'Deleting…' : 'Delete identity'}
          </Button>
        </DialogFooter>
      )}
    </form>
  );
}
