import { FailedState } from '@/components/ui/state-block';
import type { Failure } from '@/lib/base/result';
import { TryAgain } from './read-again';

type ReadFailedProps = {
  /** From `readForPage`. */
  failure: Failure;
  /** What could not be read, as a heading: "The ledgers could not be read". */
  title: string;
};

/** Stands where a list or a thing would stand that could not be read, with a way to look again. */
export function ReadFailed({ failure, title }: ReadFailedProps) {
  return (
    <FailedState title={title} reference={failure.reference} action={<TryAgain />}>
      {failure.message}
    </FailedState>
  );
}
