import { CopyButton } from '@/components/ui/copy-button';

/** A hash in lower-case hex: shortened on the screen, whole in the title and, with `copy`, on the clipboard. */
export function HashText({ hash, copy }: { hash: string; copy?: boolean }) {
  return (
    <span className="code-text flex items-center gap-1 text-ink-2" title={hash}>
      {hash.slice(0, 8)}…{hash.slice(-6)}
      {copy && <CopyButton text={hash} />}
    </span>
  );
}
