'use client';
import { Link2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useCallback, useState } from 'react';
import { changeAddress } from '@/components/shared/change-slip';
import { FollowedChange, type ChangeDto } from '@/components/shared/followed-change';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { CopyAction } from '@/components/ui/copy-action';
import { DialogBody, DialogFooter } from '@/components/ui/dialog';
import { routes } from '@/lib/routes';

/** What a person may do when the change was not made. */
export type StartAgain = Exclude<ChangeDto['next'], 'undo' | null>;

type ReassignOutcomeProps = {
  operationId: string;
  /** The outcome is on the screen: the operation need not be remembered any more. */
  onOutcome: () => void;
  /** Nobody has such an operation: the request never arrived. */
  onMissing: () => void;
  onStartAgain: (next: StartAgain) => void;
  onClose: () => void;
};

/** The slip in place of the form. */
export function ReassignOutcome(props: ReassignOutcomeProps) {
  const { operationId, onOutcome, onMissing, onStartAgain, onClose } = props;
  const router = useRouter();
  const [isKnown, setKnown] = useState(false);
  const shown = useCallback(() => {
    setKnown(true);
    onOutcome();
    // The page below shows the new owner and the new change.
    router.refresh();
  }, [onOutcome, router]);

  return (
    <>
      <DialogBody>
        <FollowedChange
          operationId={operationId}
          onOutcome={shown}
          onMissing={onMissing}
          actions={(change) => <SlipButtons change={change} onStartAgain={onStartAgain} />}
        />
      </DialogBody>
      <DialogFooter
        outcome={
          !isKnown && (
            <span className="text-ink-2">
              You can close this: the change goes on, and Changes shows it.
            </span>
          )
        }
      >
        <Button onClick={onClose}>Close</Button>
      </DialogFooter>
    </>
  );
}

const AGAIN: Record<StartAgain, string> = {
  review: 'Review and start again',
  choose_again: 'Choose another identity',
};

function SlipButtons({
  change: { next, operationId },
  onStartAgain,
}: {
  change: ChangeDto;
  onStartAgain: ReassignOutcomeProps['onStartAgain'];
}) {
  return (
    <>
      {next && next !== 'undo' && (
        <Button size="small" variant="primary" onClick={() => onStartAgain(next)}>
          {AGAIN[next]}
        </Button>
      )}
      <ButtonLink size="small" href={routes.change(operationId)}>
        How it went
      </ButtonLink>
      <CopyAction
        text={() => changeAddress(operationId)}
        name="the link"
        icon={<Link2 size={14} />}
      >
        Copy link
      </CopyAction>
    </>
  );
}
