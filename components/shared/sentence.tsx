import { type Sentence } from '@/lib/lineage/sentence';
import { EffectAmount } from './effect-list';

/** A sentence from the server, with its exact amounts set apart and never broken over two lines. */
export function SentenceText({ parts }: { parts: Sentence }) {
  return parts.map((part, index) =>
    typeof part === 'string' ? (
      <bdi key={index}>{part}</bdi>
    ) : (
      <EffectAmount key={index}>{part.amount}</EffectAmount>
    ),
  );
}
