'use client';
import { PageFailed } from '@/components/shell/page-failed';

type Props = { error: Error & { digest?: string }; reset: () => void };

// Where even the shell could not be drawn: our own database does not answer.
export default function AppError(props: Props) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-[480px] content-center">
      <PageFailed {...props} />
    </main>
  );
}
