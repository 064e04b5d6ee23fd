'use client';
import { Controller, useWatch, type Control } from 'react-hook-form';
import { ControlledField } from '@/components/forms/controlled-field';
import { SentenceText } from '@/components/shared/sentence';
import { Badge } from '@/components/ui/badge';
import { RadioCards, type RadioCard } from '@/components/ui/radio-cards';
import { Select } from '@/components/ui/select';
import type { ReassignPreviewDto } from '@/lib/features/balances/queries';
import { WAIT_DAYS } from '@/lib/features/balances/schema';
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
      value: 'wait',
      title: 'Wait until the tagged funds are spent',
      text: preview.wait?.text ?? 'Not possible now: it cannot be said what to wait for.',
      meta: preview.wait && 'Later. Cancel at any time.',
      disabled: !preview.wait,
    },
    {
      value: 'move',
      title: 'Move the money to a new balance',
      text: preview.move?.possible ? (
        <SentenceText parts={preview.move.text} />
      ) : (
        <>Not possible now. {preview.move?.text}</>
      ),
      meta: preview.move?.possible && 'Now. The balance id changes: whoever pays in must be told.',
      disabled: !preview.move?.possible,
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
  const value = useWatch({ control, name: 'choice' });
  return (
    <div className="grid gap-3">
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
      {choiceOf(preview, value) === 'wait' && <WaitDays control={control} />}
    </div>
  );
}

/** After how long nothing is waited for any more. */
function WaitDays({ control }: Pick<ReassignChoicesProps, 'control'>) {
  return (
    <ControlledField
      control={control}
      name="days"
      label="Stop waiting after"
      description="Then it ends as cancelled, and nothing has changed."
      className="sm:w-64"
    >
      {({ value, onChange, ref }) => (
        <Select
          ref={ref}
          options={WAIT_DAYS.map((days) => ({
            value: String(days),
            label: days === 1 ? '1 day' : `${days} days`,
          }))}
          value={String(value)}
          onValueChange={(next) => onChange(Number(next))}
        />
      )}
    </ControlledField>
  );
}

function anywayText(effects: number): string {
  const which = effects === 1 ? 'Effect 1' : `Effects 1 to ${effects}`;
  return `Only the identity changes. ${which} will happen, and Core cannot repair them.`;
}
