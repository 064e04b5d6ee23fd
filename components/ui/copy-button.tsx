'use client';
import { Check, Copy, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { announce } from './announcer';
import { classes } from './classes';

const SHOWN_MS = 1200;

/**
 * Puts text on the clipboard and says so politely. Browsers offer the clipboard on secure origins
 * only; elsewhere the older way through a selection is taken.
 * @returns whether the text is on the clipboard now.
 */
export async function copyText(text: string, said: string = text): Promise<boolean> {
  const copied = await writeClipboard(text);
  announce(
    copied ? `Copied ${said}` : `${said} could not be copied. Select it and copy it by hand.`,
  );
  return copied;
}

async function writeClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'sr-only';
  // Inside an open dialog, which keeps the focus to itself, else the selection would be lost.
  const home = document.activeElement?.closest('[role="dialog"]') ?? document.body;
  const before = document.activeElement;
  home.append(area);
  area.focus({ preventScroll: true });
  area.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    area.remove();
    if (before instanceof HTMLElement) before.focus();
  }
}

/** Copies on demand, and for 1.2 s tells whether it worked. */
export function useCopy(text: string | (() => string), said?: string) {
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');
  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copy = async () =>
    setState(
      (await copyText(typeof text === 'function' ? text() : text, said)) ? 'copied' : 'failed',
    );
  return { state, copy };
}

/** The icon of a copy action in its present state. */
export function CopyIcon({ state }: { state: 'idle' | 'copied' | 'failed' }) {
  if (state === 'copied') return <Check size={14} className="text-accent" />;
  if (state === 'failed') return <X size={14} className="text-danger" />;
  return <Copy size={14} />;
}

type CopyButtonProps = {
  /** What goes on the clipboard. */
  text: string;
  /** What it is called in the label and in the announcement; the text itself when left out. */
  name?: string;
  className?: string;
};

/** A small copy button beside an id. Its target is larger than its icon. */
export function CopyButton({ text, name = text, className }: CopyButtonProps) {
  const { state, copy } = useCopy(text, name);
  return (
    <button
      type="button"
      aria-label={`Copy ${name}`}
      data-reveal=""
      onClick={copy}
      className={classes(
        'relative inline-grid size-5 flex-none place-items-center rounded-sm text-ink-3 transition-colors after:absolute after:-inset-0.5 hover:text-ink max-sm:after:-inset-3',
        className,
      )}
    >
      <CopyIcon state={state} />
    </button>
  );
}
