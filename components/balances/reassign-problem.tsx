'use client';
import { FormError } from '@/components/forms/form-error';
import { SentenceText } from '@/components/shared/sentence';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { AgainIcon } from '@/components/ui/state-block';
import type { Failure } from '@/lib/base/result';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import { routes } from '@/lib/routes';

type Impact = ReassignPreviewDto['impact'];

type ReassignProblemProps = {
  failure: Failure;
  /** What was on the screen when it was sent, if the server says that it is so no more. */
  seen: Impact;
};

function titleOf({ code, operationId }: Failure): string {
  switch (code) {
    case 'conflict':
    case 'stale':
      return operationId
        ? 'Somebody is changing this balance already'
        : 'What this change does is no longer what you saw';
    case 'unknown':
      return 'We do not know yet if this change was made';
    case 'forbidden':
      return 'This was not allowed';
    default:
      return 'Nothing was sent';
  }
}

/** Why the change was not made, at the top of its form; where to follow what is going on. */
export function ReassignProblem({ failure, seen }: ReassignProblemProps) {
  const { code, operationId } = failure;
  const impactChanged = code === 'conflict' && !operationId;
  return (
    <FormError
      title={titleOf(failure)}
      tone={code === 'unknown' ? 'unknown' : code === 'conflict' ? 'warn' : 'bad'}
      reference={
        failure.message.includes(failure.reference ?? '\n') ? undefined : failure.reference
      }
      action={
        operationId &&
        code !== 'unknown' && (
          <ButtonLink size="small" href={routes.change(operationId)}>
            Follow it
          </ButtonLink>
        )
      }
    >
      <bdi>{failure.message}</bdi>
      {impactChanged && seen && (
        <p className="mt-1">
          You saw: <bdi>{seen.title}</bdi>
          {seen.aside.length > 0 && (
            <>
              {' ('}
              <SentenceText parts={seen.aside} />)
            </>
          )}
          .
        </p>
      )}
    </FormError>
  );
}

/** The preview itself could not be read: nothing can be asked for until it can. */
export function PreviewProblem({
  failure,
  isReading,
  onTryAgain,
}: {
  failure: Failure;
  isReading: boolean;
  onTryAgain: () => void;
}) {
  return (
    <FormError
      title="What this change does could not be read"
      reference={failure.reference}
      action={
        failure.code !== 'notFound' && (
          <Button size="small" icon={<AgainIcon />} busy={isReading} onClick={onTryAgain}>
            Try again
          </Button>
        )
      }
    >
      {failure.message}
    </FormError>
  );
}
