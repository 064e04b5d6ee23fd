'use client';
import { PageFailed } from '@/components/shell/page-failed';
import { PageHeader } from '@/components/shell/page-header';

type Props = { error: Error & { digest?: string }; reset: () => void };

export default function TransactionError(props: Props) {
  return (
    <>
      <PageHeader title="Transaction" />
      <PageFailed {...props} />
    </>
  );
}
