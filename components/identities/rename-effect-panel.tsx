import { EffectList } from '@/components/shared/effect-list';
import { SentenceText } from '@/components/shared/sentence';
import { Band } from '@/components/ui/band';
import type { RenamePreviewDto } from '@/lib/features/identities/queries';

/** What new names do to fund lineage, said before they are sent. Nothing when they do nothing. */
export function RenameEffectPanel({ effect }: { effect: RenamePreviewDto }) {
  if (effect.kind === 'none') return null;
  if (effect.kind === 'nothing_tagged') {
    return (
      <Band tone="ok" title={effect.title}>
        <bdi>{effect.text}</bdi>
      </Band>
    );
  }
  return (
    <section aria-label="What the new name does" className="grid gap-3">
      <Band tone="warn" title={effect.title} aside={<SentenceText parts={effect.aside} />} />
      <EffectList
        effects={effect.effects.map(({ kind, title, text }) => ({
          id: kind,
          title: <SentenceText parts={title} />,
          text: <SentenceText parts={text} />,
        }))}
      />
    </section>
  );
}
