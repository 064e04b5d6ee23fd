'use client';
import { useEffect, useRef } from 'react';
import { Timestamp } from '@/components/shared/timestamp';
import { Button } from '@/components/ui/button';
import { CopyAction } from '@/components/ui/copy-action';
import { DialogBody, DialogClose, DialogFooter } from '@/components/ui/dialog';
import type { Invited } from '@/lib/features/people/schema';

/** The one-time link, shown this once. */
export function InvitedLink({ invited }: { invited: Invited }) {
  const heading = useRef<HTMLParagraphElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <DialogBody>
        <p ref={heading} tabIndex={-1} role="status" className="outline-none">
          This link is shown only now. Hand it to{' '}
          <bdi className="font-medium break-all">{invited.email}</bdi> in a way you trust: it works
          once, until <Timestamp iso={invited.expiresAt} year="always" />.
        </p>
        <div className="grid gap-2 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-start">
          <code className="code-text block rounded-md border bg-sunken px-2.5 py-1.5 break-all select-all">
            {invited.link}
          </code>
          <CopyAction text={invited.link} name="the link" size="medium" className="justify-center">
            Copy link
          </CopyAction>
        </div>
      </DialogBody>
      <DialogFooter outcome="Lost links cannot be shown again: invite the same address once more.">
        <DialogClose render={<Button variant="primary">Done</Button>} />
      </DialogFooter>
    </>
  );
}
