'use client';
import { useSyncExternalStore } from 'react';
import { parseTheme, savePreference, type Theme } from './preferences';

const changed = 'counterfoil:theme';

/** Draws the chosen theme at once and remembers it for this browser. */
export function chooseTheme(theme: Theme): void {
  const root = document.documentElement;
  const dark = theme === 'dark' || (theme === 'system' && prefersDark());
  root.dataset.themeChoice = theme;
  root.dataset.theme = dark ? 'dark' : 'light';
  savePreference('theme', theme);
  root.dispatchEvent(new Event(changed));
}

const prefersDark = () => matchMedia('(prefers-color-scheme: dark)').matches;

function subscribe(listener: () => void): () => void {
  const root = document.documentElement;
  root.addEventListener(changed, listener);
  return () => root.removeEventListener(changed, listener);
}

const choice = () => parseTheme(document.documentElement.dataset.themeChoice);

/** The theme that is chosen in this browser now. */
export function useThemeChoice(): Theme {
  return useSyncExternalStore(subscribe, choice, () => 'system');
}
