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
};

const ShellContext = createContext<ShellFacts | null>(null);

/** Hands the facts of the shell to headers and navigation. */
export const ShellFactsProvider = ShellContext;

/** The facts of the shell, or `null` outside it (sign-in). */
export function useShellFacts(): ShellFacts | null {
  return useContext(ShellContext);
}
