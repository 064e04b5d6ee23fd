import { Lock, Search, Tag } from 'lucide-react';
import { Section } from '@/components/ui/section';

const FACTS = [
  {
    icon: <Lock size={14} />,
    text: 'Ledger, currency, lineage and strategy are fixed once the balance exists. The identity can be reassigned, but not taken away.',
  },
  { icon: <Tag size={14} />, text: 'Core makes the id. You will see it on the slip.' },
  {
    icon: <Search size={14} />,
    text: 'If the answer gets lost, Counterfoil looks for the operation id in Core before anything is tried again, so you never get two.',
  },
];

/** What can never be changed later, and what happens when something goes wrong. */
export function GoodToKnow() {
  return (
    <Section title="Good to know" last>
      <ul className="grid gap-2">
        {FACTS.map(({ icon, text }) => (
          <li key={text} className="flex items-start gap-2 text-ink-2">
            <span className="mt-[3px] flex-none">{icon}</span>
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
