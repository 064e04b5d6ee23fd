'use client';
import { createContext, useContext } from 'react';
import type { RoomName } from './rooms';

/** What the shell knows about this installation and this person; plain data from the server. */
export type ShellFacts = {
  environment: 'sandbox' | 'real';
  /** The rooms this person may enter. */
  rooms: readonly RoomName[];
  /** Changes whose outcome is not known yet. */
  unknownChanges: number;
  /** Owners that changed outside Counterfoil and that nobody has explained. */
  unexplainedOwners: number;
};

const ShellContext = createContext<ShellFacts | null>(null);

/** Hands the facts of the shell to headers and navigation. */
export const ShellFactsProvider = ShellContext;

/** How much under "Changes" waits for somebody to look, in words; `null` when nothing does. */
export function attentionIn(facts: ShellFacts | null): { count: number; words: string } | null {
  const unknown = facts?.unknownChanges ?? 0;
  const owners = facts?.unexplainedOwners ?? 0;
  if (unknown + owners === 0) return null;
  const parts = [
    unknown > 0 && `${unknown} not known yet`,
    owners > 0 && `${owners} changed outside Counterfoil`,
  ];
  return { count: unknown + owners, words: parts.filter(Boolean).join(', ') };
}

/** The facts of the shell, or `null` outside it (sign-in). */
export function useShellFacts(): ShellFacts | null {
  return useContext(ShellContext);
}
