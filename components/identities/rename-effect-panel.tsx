import { EffectAmount, EffectList } from '@/components/shared/effect-list';
import { Band } from '@/components/ui/band';
import { moneyText } from '@/lib/base/money';
import type { RenameEffect } from '@/lib/features/identities/queries';

/** What new names do to fund lineage, said before they are sent. Nothing when they do nothing. */
export function RenameEffectPanel({ effect, name }: { effect: RenameEffect; name: string }) {
  if (effect.kind === 'none') return null;
  if (effect.kind === 'nothing_tagged') {
    return (
      <Band tone="ok" title="The new name breaks nothing">
        Core keeps fund lineage under the name, and {name} has no tagged funds left under the old
        one. Lineage goes on under the new name.
      </Band>
    );
  }
  const amounts = effect.tagged.map(moneyText).join(', ');
  return (
    <div className="grid gap-3">
      <Band
        tone="warn"
        title="Lineage will stop matching after this change"
        aside={`${amounts} tagged`}
      />
      <EffectList
        effects={[
          {
            id: 'release',
            title: 'Debits are paid, but lineage stops.',
            text: (
              <>
                Core looks for a lineage total under the new name and finds none, so{' '}
                <EffectAmount>{amounts}</EffectAmount> of tagged funds can no longer be released.
                After 5 tries it gives up.
              </>
            ),
          },
          {
            id: 'hide',
            title: 'The next tagged credit hides money.',
            text: 'A credit from a known provider replaces its mapping: what was left under the old name drops out of the lineage view.',
          },
          {
            id: 'all',
            title: `Every tracked balance of ${name} is affected.`,
            text: 'Lineage is kept per identity and currency, not per balance. Putting the old name back before the next credit restores it.',
          },
        ]}
      />
    </div>
  );
}
