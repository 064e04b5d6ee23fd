'use client';
import { ShieldCheck } from 'lucide-react';
import { useReadAgain } from '@/components/shared/read-again';
import { Button } from '@/components/ui/button';

/** Checks the entry once more, as the database has it now. */
export function VerifyAgain() {
  const { isReading, readAgain } = useReadAgain();
  return (
    <Button size="small" icon={<ShieldCheck size={14} />} busy={isReading} onClick={readAgain}>
      Verify again
    </Button>
  );
}
