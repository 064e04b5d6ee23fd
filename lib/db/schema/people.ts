import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns';

const roleIsKnown = sql`role in ('finance', 'support', 'auditor', 'admin')`;

// `person`, `session`, `account` and `verification` are better-auth's own tables: the property names
// are what its adapter looks for, and its schema check refuses to start when one is missing.

/** People who may sign in. Nobody is deleted, because events name them: they are disabled. */
export const person = pgTable(
  'person',
  {
    id: text('id').primaryKey(),
    name: text('name').notNull(),
    /** Always lower case. */
    email: text('email').notNull().unique(),
    emailVerified: boolean('email_verified').notNull().default(false),
    image: text('image'),
    role: text('role', { enum: ['finance', 'support', 'auditor', 'admin'] }).notNull(),
    /** Since when the person may not sign in; null while they may. */
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  () => [check('person_role_known', roleIsKnown)],
);

/** Signed-in browsers. Signing out, revoking and disabling delete the row. */
export const session = pgTable(
  'session',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    expiresAt: instant('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [index('session_person').on(table.userId)],
);

/** How a person proves who they are: here a password (provider `credential`), stored as scrypt. */
export const account = pgTable(
  'account',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    providerId: text('provider_id').notNull(),
    userId: text('person_id')
      .notNull()
      .references(() => person.id, { onDelete: 'cascade' }),
    accessToken: text('access_token'),
    refreshToken: text('refresh_token'),
    idToken: text('id_token'),
    accessTokenExpiresAt: instant('access_token_expires_at'),
    refreshTokenExpiresAt: instant('refresh_token_expires_at'),
    scope: text('scope'),
    password: text('password'),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [
    index('account_person').on(table.userId),
    uniqueIndex('account_provider').on(table.providerId, table.accountId),
  ],
);

/** better-auth's short-lived proofs. */
export const verification = pgTable(
  'verification',
  {
    id: text('id').primaryKey(),
    identifier: text('identifier').notNull(),
    value: text('value').notNull(),
    expiresAt: instant('expires_at').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
  },
  (table) => [index('verification_identifier').on(table.identifier)],
);

/** One-time links by which a new person sets name and password. Only the token's hash is kept. */
export const invitation = pgTable(
  'invitation',
  {
    id: text('id').primaryKey(),
    /** SHA-256 of the token in the link, hex. */
    tokenHash: text('token_hash').notNull().unique(),
    email: text('email').notNull(),
    role: text('role', { enum: ['finance', 'support', 'auditor', 'admin'] }).notNull(),
    /** The id of the actor who invited. */
    invitedBy: text('invited_by').notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    /** Set when it was withdrawn, or replaced by a newer link for the same address. */
    revokedAt: instant('revoked_at'),
  },
  (table) => [
    check('invitation_role_known', roleIsKnown),
    uniqueIndex('invitation_open_email')
      .on(table.email)
      .where(sql`accepted_at is null and revoked_at is null`),
  ],
);

/** How often signing in was tried for one address lately. A success deletes the row. */
export const signInAttempt = pgTable('sign_in_attempt', {
  /** SHA-256 of the lower-case address, hex, so that mistyped addresses are not collected. */
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  windowStartedAt: instant('window_started_at').notNull(),
});
