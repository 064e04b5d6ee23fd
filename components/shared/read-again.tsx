'use client';
import { RotateCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { AgainIcon } from '@/components/ui/state-block';
import { TextButton } from '@/components/ui/text-link';

/** Reads the whole page again, without leaving it. */
export function useReadAgain() {
  const router = useRouter();
  const [isReading, startTransition] = useTransition();
  return { isReading, readAgain: () => startTransition(() => router.refresh()) };
}

/** The icon button in a header or footer. */
export function ReadAgainButton({ className }: { className?: string }) {
  const { isReading, readAgain } = useReadAgain();
  return (
    <IconButton
      label="Read again"
      icon={<RotateCw size={16} />}
      busy={isReading}
      onClick={readAgain}
      className={className}
    />
  );
}

/** The same as words, beside what could not be read. */
export function ReadAgainLink() {
  const { isReading, readAgain } = useReadAgain();
  return (
    <TextButton onClick={readAgain} aria-busy={isReading || undefined}>
      {isReading ? 'Reading again…' : 'Read again'}
    </TextButton>
  );
}

/** The button in a page or panel that could not be read. */
export function TryAgain() {
  const { isReading, readAgain } = useReadAgain();
  return (
    <Button size="small" icon={<AgainIcon />} busy={isReading} onClick={readAgain}>
      {isReading ? 'Reading…' : 'Try again'}
    </Button>
  );
}
