'use client';
import { Controller, type Control } from 'react-hook-form';
import { SentenceText } from '@/components/shared/sentence';
import { Badge } from '@/components/ui/badge';
import { RadioCards, type RadioCard } from '@/components/ui/radio-cards';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import { choiceOf, type ReassignChoice, type ReassignValues } from './reassign-values';

type ReassignChoicesProps = {
  control: Control<ReassignValues>;
  preview: ReassignPreviewDto;
  carry: NonNullable<ReassignPreviewDto['carry']>;
};

/** What should happen to the tagged funds: asked only where lineage would break. */
export function ReassignChoices({ control, preview, carry }: ReassignChoicesProps) {
  const isMoving = preview.impact?.verdict === 'not_settled';
  const cards: RadioCard<ReassignChoice>[] = [
    {
      value: 'carry',
      title: 'Carry the lineage over',
      badge: carry.possible && <Badge tone="ok">Recommended</Badge>,
      text: carry.possible ? (
        <SentenceText parts={carry.text} />
      ) : (
        <>Not possible now. {carry.text}</>
      ),
      meta: carry.possible && carry.how,
      disabled: !carry.possible,
    },
    {
      value: 'anyway',
      title: 'Reassign anyway',
      text: isMoving
        ? 'Not possible now: what would happen cannot be said while money keeps moving.'
        : anywayText(preview.impact?.effects.length ?? 0),
      meta: !isMoving && 'Asks for a typed confirmation.',
      disabled: isMoving,
    },
  ];
  return (
    <Controller
      control={control}
      name="choice"
      render={({ field }) => (
        <RadioCards
          ref={field.ref}
          legend="What should happen to the tagged funds?"
          cards={cards}
          value={choiceOf(preview, field.value)}
          onValueChange={field.onChange}
        />
      )}
    />
  );
}

function anywayText(effects: number): string {
  const which = effects === 1 ? 'Effect 1' : `Effects 1 to ${effects}`;
  return `Only the identity changes. ${which} will happen, and Core cannot repair them.`;
}
