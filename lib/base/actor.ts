/** The four roles of people (design §10). */
export const ROLES = ['finance', 'support', 'auditor', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What a role is called on the screen. */
export const ROLE_NAMES: Record<Role, string> = {
  finance: 'Finance',
  support: 'Support',
  auditor: 'Auditor',
  admin: 'Admin',
};

/**
 * Who does something. `person` is a signed-in user, `system` a process of ours (worker, launcher),
 * `cli` an operator at the command line of the installation.
 */
export type Actor =
  | { kind: 'person'; id: string; name: string; role: Role; sessionId: string }
  | { kind: 'system'; id: string; name: string }
  | { kind: 'cli'; id: string; name: string };

/** A signed-in user, as pages and actions get it. */
export type PersonActor = Extract<Actor, { kind: 'person' }>;
