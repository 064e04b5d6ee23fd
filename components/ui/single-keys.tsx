'use client';
import { createContext, useContext } from 'react';

const SingleKeysContext = createContext(true);

/** Tells parts below whether single letters act as keys. People who dictate can switch them off. */
export const SingleKeysProvider = SingleKeysContext;

/** Whether single letters (`j`, `y`, `[`) act as keys for this person. */
export function useSingleKeys(): boolean {
  return useContext(SingleKeysContext);
}
