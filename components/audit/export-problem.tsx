import { FormError } from '@/components/forms/form-error';
import { TextLink } from '@/components/ui/text-link';
import type { AuditSearchParams } from '@/lib/features/audit/search-params';
import { entryAddress } from './audit-address';

type ExportProblemProps = {
  params: AuditSearchParams;
  /** Why this person may not export at all, or `null`. */
  reason: string | null;
};

/** What became of an export that gave no file; its link leads back here. */
export function ExportProblem({ params, reason }: ExportProblemProps) {
  const { problem, reference } = params;
  if (!problem) return null;
  const dismiss = <TextLink href={entryAddress(params, params.entry)}>Dismiss</TextLink>;
  const isRefused = problem === 'refused';
  return (
    <div className="px-gutter py-2.5 max-sm:px-4">
      <FormError
        tone={isRefused ? 'bad' : 'warn'}
        title={isRefused ? 'The export was refused' : 'The export did not come about'}
        reference={reference}
        action={dismiss}
      >
        {isRefused
          ? `No file was made. ${reason ?? 'Your role may have changed meanwhile; try again.'}`
          : 'No file was made, and nothing left Counterfoil. Try again; if it stays so, an operator finds the cause by the reference.'}
      </FormError>
    </div>
  );
}
