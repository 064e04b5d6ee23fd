import { FormError } from '@/components/forms/form-error';
import { TextLink } from '@/components/ui/text-link';
import { type Failure } from '@/lib/base/result';
import { routes } from '@/lib/routes';

type OperationFailureProps = {
  failure: Failure;
  /** What did not happen, where that is proven: `Nothing was created`. */
  done: 'created' | 'changed';
};

/** What went wrong with the whole of an operation's form, and the way to its slip where it has one. */
export function OperationFailure({ failure, done }: OperationFailureProps) {
  const isUnknown = failure.code === 'unknown' && !!failure.operationId;
  return (
    <FormError
      tone={isUnknown ? 'unknown' : 'bad'}
      title={isUnknown ? 'We do not know yet what came of this' : `Nothing was ${done}`}
      reference={failure.reference}
    >
      {failure.message}{' '}
      {failure.operationId && (
        <TextLink href={routes.change(failure.operationId)}>Open the slip</TextLink>
      )}
    </FormError>
  );
}
