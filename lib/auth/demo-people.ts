import 'server-only';
import type { Role } from '@/lib/base/actor';
import { env } from '@/lib/env';
import { isLoopback } from './public-url';

/** One person per role, seeded into sandbox databases only. They have no password. */
export const DEMO_PEOPLE: readonly { id: string; name: string; email: string; role: Role }[] = [
  {
    id: 'demo-support',
    name: 'Ada Okafor',
    email: 'ada.okafor@northwind.example',
    role: 'support',
  },
  {
    id: 'demo-finance',
    name: 'Ngozi Balogun',
    email: 'ngozi.balogun@northwind.example',
    role: 'finance',
  },
  { id: 'demo-auditor', name: 'Lena Vogt', email: 'lena.vogt@northwind.example', role: 'auditor' },
  {
    id: 'demo-admin',
    name: 'Tomás Rivera',
    email: 'tomas.rivera@northwind.example',
    role: 'admin',
  },
];

/**
 * Why nobody may sign in without a password here, or `null` where they may: in sandbox mode, and
 * then only if the installation cannot be reached from other machines or its operator said so.
 */
export function reasonAgainstDemo(
  settings: { COUNTERFOIL_MODE: string; HOST: string; ALLOW_REMOTE_DEMO: string } = env(),
): string | null {
  if (settings.COUNTERFOIL_MODE !== 'sandbox') {
    return 'Demo sign-ins exist in the sandbox only. Sign in with your e-mail and password.';
  }
  if (isLoopback(settings.HOST) || settings.ALLOW_REMOTE_DEMO === '1') return null;
  return 'Demo sign-ins are closed, because other machines can reach this installation. ALLOW_REMOTE_DEMO=1 opens them.';
}
