import { expect } from 'vitest';
import { DomainError, type Failure } from '@/lib/base/result';

/** The failure that some work must end with; the test fails if it succeeds or breaks otherwise. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
  const error = await work.then(
    () => expect.unreachable('it was allowed'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(DomainError);
  return (error as DomainError).failure;
}
