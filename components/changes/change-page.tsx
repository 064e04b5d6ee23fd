'use client';
import { Link2, Printer, Undo2 } from 'lucide-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { CancelWaiting } from '@/components/shared/cancel-waiting';
import { changeAddress } from '@/components/shared/change-slip';
import { EvidencePackLink } from '@/components/shared/evidence-pack';
import { LiveChangeSlip } from '@/components/shared/live-change-slip';
import { Trail } from '@/components/shared/trail';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { CopyAction } from '@/components/ui/copy-action';
import type { ChangeDto } from '@/lib/features/changes/queries';
import { routes } from '@/lib/routes';

type ChangeOnPageProps = {
  change: ChangeDto;
  /** Why this person cannot ask for it again, or cancel it, or `null`. */
  againReason: string | null;
};

/** The slip of a change with how it went below; it keeps itself up to date. */
export function ChangeOnPage({ change, againReason }: ChangeOnPageProps) {
  const router = useRouter();
  const wasOpen = change.open !== null;
  // The count beside "Changes" in the navigation comes from the server.
  const refresh = useCallback(() => {
    if (wasOpen) router.refresh();
  }, [router, wasOpen]);
  return (
    <LiveChangeSlip
      initial={change}
      onOutcome={refresh}
      actions={(shown) => <PageButtons change={shown} againReason={againReason} />}
    >
      {(shown) => <HowItWent trail={shown.trail} />}
    </LiveChangeSlip>
  );
}

function PageButtons({ change, againReason }: ChangeOnPageProps) {
  const { operationId, subject, next } = change;
  const queries = useQueryClient();
  return (
    <>
      {change.mayCancel && (
        <CancelWaiting
          change={change}
          reason={againReason}
          onDone={() => void queries.invalidateQueries({ queryKey: ['changes', operationId] })}
        />
      )}
      {next === 'undo' && subject.id !== null && (
        <ButtonLink
          size="small"
          icon={<Undo2 size={14} />}
          href={routes.balance(subject.id, { reassign: '1', undo: operationId })}
          disabledReason={againReason}
        >
          Undo
        </ButtonLink>
      )}
      {next && next !== 'undo' && subject.id !== null && (
        <ButtonLink
          size="small"
          variant="primary"
          href={routes.balance(subject.id, { reassign: '1' })}
          disabledReason={againReason}
        >
          {next === 'choose_again' ? 'Choose another identity' : 'Review and start again'}
        </ButtonLink>
      )}
      <CopyAction
        text={() => changeAddress(operationId)}
        name="the link"
        icon={<Link2 size={14} />}
      >
        Copy link
      </CopyAction>
      {change.entryId && <EvidencePackLink operationId={operationId} />}
      <Button size="small" icon={<Printer size={14} />} onClick={() => window.print()}>
        Print
      </Button>
    </>
  );
}

const clock = (iso: string) => iso.slice(11, 23);

function HowItWent({ trail }: { trail: ChangeDto['trail'] }) {
  return (
    <section aria-label="How it went" className="mt-5 sm:ml-[176px]">
      <h2 className="mb-1.5 font-semibold">
        How it went <span className="font-normal text-meta text-ink-3">UTC</span>
      </h2>
      <Trail
        steps={trail.map(({ at, text }, index) => ({
          id: `${index} ${at}`,
          at: clock(at),
          text: <bdi>{text}</bdi>,
        }))}
      />
    </section>
  );
}
