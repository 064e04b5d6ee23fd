'use client';
import { PageFailed } from '@/components/shell/page-failed';
import { PageHeader } from '@/components/shell/page-header';

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function IdentitiesError(props: Props) {
  return (
    <>
      <PageHeader title="Identities" />
      <PageFailed {...props} />
    </>
  );
}
