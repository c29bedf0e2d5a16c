import { instant } from "@minato/database/column-types";
import type { Scope } from "@minato/kit";
import {
  bigint,
  boolean,
  bytea,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";

/** What people may do. The built-in ones come from the migration and stay. */
export const roles = pgTable("roles", {
  /** Never changes, whatever the role is called. */
  id: text().primaryKey(),
  name: text().notNull().unique(),
  permissions: text().$type<Scope>().array().notNull(),
  isBuiltIn: boolean("is_built_in").notNull().default(false),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

/** People. The property names of the first four tables are those better-auth works with. */
export const users = pgTable("users", {
  id: text().primaryKey(),
  name: text().notNull(),
  /** Lower case. */
  email: text().notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text(),
  role: text()
    .notNull()
    .default("member")
    .references(() => roles.id),
  /** Kept out since then, with every session, token and key. */
  suspendedAt: instant("suspended_at"),
  twoFactorEnabled: boolean("two_factor_enabled").notNull().default(false),
  /** The invitation that led here; who made it is the inviter. */
  invitationId: integer("invitation_id"),
  createdAt: instant("created_at").notNull().defaultNow(),
  updatedAt: instant("updated_at").notNull().defaultNow(),
});

export const sessions = pgTable(
  "sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    token: text().notNull().unique(),
    expiresAt: instant("expires_at").notNull(),
    ipAddress: text("ip_address"),
    userAgent: text("user_agent"),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("sessions_user_id_index").on(table.userId)],
);

/** Ways to sign in: a password (scrypt hash) or an identity elsewhere. */
export const accounts = pgTable(
  "accounts",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    accountId: text("account_id").notNull(),
    providerId: text("provider_id").notNull(),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text(),
    idToken: text("id_token"),
    password: text(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [
    index("accounts_user_id_index").on(table.userId),
    uniqueIndex("accounts_provider_id_account_id_index").on(table.providerId, table.accountId),
  ],
);

export const verifications = pgTable(
  "verifications",
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [index("verifications_identifier_index").on(table.identifier)],
);

/** Authenticator apps; the seed and the recovery codes are sealed by the vault. */
export const twoFactors = pgTable("two_factors", {
  id: text().primaryKey(),
  userId: text("user_id")
    .notNull()
    .unique()
    .references(() => users.id, { onDelete: "cascade" }),
  secret: text().notNull(),
  backupCodes: text("backup_codes").notNull(),
  verified: boolean().notNull().default(true),
  failedVerificationCount: integer("failed_verification_count").notNull().default(0),
  lockedUntil: instant("locked_until"),
});

/** Passkeys (WebAuthn); only public keys. */
export const passkeys = pgTable(
  "passkeys",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    credentialID: text("credential_id").notNull().unique(),
    publicKey: text("public_key").notNull(),
    counter: bigint({ mode: "number" }).notNull(),
    deviceType: text("device_type").notNull(),
    backedUp: boolean("backed_up").notNull(),
    name: text(),
    transports: text(),
    aaguid: text(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [index("passkeys_user_id_index").on(table.userId)],
);

/** Invitations; only the SHA-256 of a code is stored. */
export const invitations = pgTable("invitations", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  maxUses: integer("max_uses").notNull(),
  useCount: integer("use_count").notNull().default(0),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
  revokedAt: instant("revoked_at"),
  hash: bytea().notNull().unique(),
  createdBy: text("created_by").references(() => users.id, { onDelete: "set null" }),
  /** For whom; who registers with this very address has confirmed it. */
  email: text(),
  note: text(),
});

/** Devices that sign in with tokens instead of a cookie. */
export const tokenFamilies = pgTable(
  "token_families",
  {
    id: text().primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    device: text().notNull(),
    userAgent: text("user_agent"),
    ipAddress: text("ip_address"),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (table) => [index("token_families_user_id_index").on(table.userId)],
);

/** Refresh tokens of devices, only SHA-256 hashes; used ones stay, so that a theft shows. */
export const refreshTokens = pgTable(
  "refresh_tokens",
  {
    hash: bytea().primaryKey(),
    familyId: text("family_id")
      .notNull()
      .references(() => tokenFamilies.id, { onDelete: "cascade" }),
    createdAt: instant("created_at").notNull(),
    usedAt: instant("used_at"),
  },
  (table) => [index("refresh_tokens_family_id_index").on(table.familyId)],
);

/** Credentials of programs; only the SHA-256 of a key is stored. */
export const apiKeys = pgTable("api_keys", {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  name: text().notNull(),
  /** The first characters of the key, so that its owner recognises it. */
  prefix: text().notNull(),
  hash: bytea().notNull().unique(),
  scopes: text().$type<Scope>().array().notNull(),
  userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at"),
  revokedAt: instant("revoked_at"),
  lastUsedAt: instant("last_used_at"),
  useCount: bigint("use_count", { mode: "number" }).notNull().default(0),
  /** Addresses and CIDR ranges it is accepted from; none stands for all. */
  networks: text().array().notNull().default([]),
  /** Overrides the limits of the server. */
  requestsPerMinute: integer("requests_per_minute"),
  /** The secret before the last rotation, accepted until its end. */
  previousHash: bytea("previous_hash").unique(),
  previousExpiresAt: instant("previous_expires_at"),
  /** Made from the environment variable `API_KEY`; at most one is not revoked. */
  isEnvironment: boolean("is_environment").notNull().default(false),
});

/** Failed attempts to sign in, by an HMAC of whom and from where; unlogged. */
export const signInAttempts = pgTable(
  "sign_in_attempts",
  {
    key: bytea().primaryKey(),
    count: integer().notNull(),
    attemptedAt: instant("attempted_at").notNull(),
  },
  (table) => [index("sign_in_attempts_attempted_at_index").on(table.attemptedAt)],
);

/** Networks people signed in from, only HMACs of them: guesses of strangers do not count there. */
export const knownNetworks = pgTable(
  "known_networks",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    network: bytea().notNull(),
    usedAt: instant("used_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.network] })],
);

/** One-time tokens that allow the first administrator to be made; only SHA-256 hashes. */
export const setupTokens = pgTable("setup_tokens", {
  hash: bytea().primaryKey(),
  createdAt: instant("created_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
});
