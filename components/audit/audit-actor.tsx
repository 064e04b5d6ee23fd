import { Cpu, SquareTerminal, User } from 'lucide-react';
import type { AuditActor } from '@/lib/features/audit/queries';

const KINDS = {
  person: { words: 'Person', Icon: User },
  system: { words: 'System', Icon: Cpu },
  cli: { words: 'Command line', Icon: SquareTerminal },
} as const;

/** What kind of actor somebody is, in words. */
export function actorKindWords(kind: AuditActor['kind']): string {
  return KINDS[kind].words;
}

/** Who did it, as they were called then. */
export function Actor({ actor }: { actor: AuditActor }) {
  const { words, Icon } = KINDS[actor.kind];
  return (
    <span className="inline-flex max-w-full min-w-0 items-center gap-1.5 align-middle">
      <span className="flex-none text-ink-3" title={words}>
        <Icon size={14} />
        <span className="sr-only">{words}: </span>
      </span>
      {actor.name === null ? (
        <span className="truncate text-ink-3" title={`${actor.id}; the name has been erased`}>
          Name erased
        </span>
      ) : (
        <bdi className="truncate" title={actor.name}>
          {actor.name}
        </bdi>
      )}
    </span>
  );
}
