/** What a person chose for this browser. It is kept in cookies, so that the server draws it at once. */
export const THEMES = ['light', 'dark', 'system'] as const;
export type Theme = (typeof THEMES)[number];

/** The cookies of the preferences. None of them is secret: the browser writes them itself. */
export const PREFERENCE_COOKIES = {
  theme: 'counterfoil_theme',
  zone: 'counterfoil_zone',
  keys: 'counterfoil_keys',
} as const;

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The theme in a cookie; anything else means "as the system". */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find((theme) => theme === value) ?? 'system';
}

/** The IANA zone in a cookie, or `null` when it is missing or no zone that this runtime knows. */
export function parseZone(value: string | undefined): string | null {
  if (!value) return null;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** Writes one preference for a year, in the browser. */
export function savePreference(name: keyof typeof PREFERENCE_COOKIES, value: string): void {
  document.cookie = `${PREFERENCE_COOKIES[name]}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}
