/** The four roles of people (design §10). */
export const ROLES = ['finance', 'support', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/**
 * Who does something. `person` is a signed-in user, `system` a process of ours (worker, launcher),
 * `cli` an operator at the command line of the installation.
 */
export type Actor =
  | { kind: 'person'; id: string; name: string; role: Role; sessionId: string }
  | { kind: 'system'; id: string; name: string }
  | { kind: 'cli'; id: string; name: string };
