'use client';
import { Link2, Printer } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { CopyAction } from '@/components/ui/copy-action';
import { entryLink } from './audit-address';

/** What can be done with an entry itself. */
export function EntryActions({ entryId }: { entryId: string }) {
  return (
    <>
      <CopyAction text={() => entryLink(entryId)} name="the link" icon={<Link2 size={14} />}>
        Copy link
      </CopyAction>
      <Button size="small" icon={<Printer size={14} />} onClick={() => window.print()}>
        Print
      </Button>
    </>
  );
}
