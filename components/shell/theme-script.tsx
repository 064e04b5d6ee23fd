import type { Theme } from './preferences';

/**
 * Runs before the first paint and only where the choice is "as the system", which the server cannot
 * know. Without it a dark system would see one white frame.
 */
const FOLLOW_SYSTEM = `(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const root = document.documentElement;
  const apply = () => { if (root.dataset.themeChoice === 'system') root.dataset.theme = dark.matches ? 'dark' : 'light'; };
  apply();
  dark.addEventListener('change', apply);
})()`;

/** The script of the theme. `nonce` is the one of this answer's Content-Security-Policy. */
export function ThemeScript({ nonce }: { nonce: string | undefined }) {
  return (
    <script
      nonce={nonce}
      // Browsers hide the nonce of a script once it is in the document.
      suppressHydrationWarning
      dangerouslySetInnerHTML={{ __html: FOLLOW_SYSTEM }}
    />
  );
}

/** The attributes of `<html>` for a theme: the choice, and what is drawn until the script has run. */
export function themeAttributes(theme: Theme) {
  return { 'data-theme-choice': theme, 'data-theme': theme === 'dark' ? 'dark' : 'light' };
}
