import 'server-only';
import { cookies } from 'next/headers';
import { parseTheme, parseZone, PREFERENCE_COOKIES, type Theme } from './preferences';

export type Preferences = {
  theme: Theme;
  /** The viewer's IANA zone, or `null` on the very first visit. */
  zone: string | null;
  /** Whether single letters (`j`, `k`, `g b`) act as keys. */
  singleKeys: boolean;
};

/** What this browser prefers, read from its cookies on the server. */
export async function readPreferences(): Promise<Preferences> {
  const jar = await cookies();
  return {
    theme: parseTheme(jar.get(PREFERENCE_COOKIES.theme)?.value),
    zone: parseZone(jar.get(PREFERENCE_COOKIES.zone)?.value),
    singleKeys: jar.get(PREFERENCE_COOKIES.keys)?.value !== 'off',
  };
}
