'use client';
import { useWatch, type Control } from 'react-hook-form';
import { slipNumber } from '@/components/shared/slip';
import { Band } from '@/components/ui/band';
import { Button } from '@/components/ui/button';
import { AgainIcon } from '@/components/ui/state-block';
import { TextLink } from '@/components/ui/text-link';
import { shortId } from '@/lib/base/ids';
import { routes } from '@/lib/routes';
import type { ReassignValues } from './reassign-values';
import { type Undoing } from './use-undoing';

type UndoBandProps = { undoing: Undoing; control: Control<ReassignValues> };

/** What the dialog undoes, as long as it does; that it cannot, otherwise. */
export function UndoBand({ undoing, control }: UndoBandProps) {
  const to = useWatch({ control, name: 'to' });
  switch (undoing.is) {
    case 'reading':
      return <Band tone="unknown" title="Reading the change that is to be undone" />;
    case 'unread':
      return (
        <Band
          tone="bad"
          title="The change that is to be undone could not be read"
          action={
            <Button size="small" icon={<AgainIcon />} onClick={undoing.readAgain}>
              Try again
            </Button>
          }
        />
      );
    case 'impossible':
      return (
        <Band tone="bad" title="There is nothing to undo">
          That change is not one of this balance, did not succeed, or gave it to its first owner,
          which Core cannot take back. The balance can be given to somebody else as usual.
        </Band>
      );
    case 'ready': {
      const { operationId, number, to: former } = undoing.undo;
      const stub = <TextLink href={routes.change(operationId)}>Stub {slipNumber(number)}</TextLink>;
      if (to?.id !== former.id) {
        return (
          <Band tone="unknown" title="This undoes nothing any more">
            Somebody else than before {stub} gets the balance now.
          </Band>
        );
      }
      return (
        <Band tone="unknown" title={<>Undoes {stub}</>}>
          <bdi>{former.name ?? shortId(former.id, 'page')}</bdi> gets the balance back. What that
          does is judged below as for every change.
        </Band>
      );
    }
  }
}
