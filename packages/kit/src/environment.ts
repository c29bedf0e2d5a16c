import path from "node:path";

import { z } from "zod";

import { parseSearchUrl, SEARCH_URLS } from "./search-url.ts";

/** The parts of the program a process can run; all by default. */
export const ROLES = ["api", "web", "worker", "crawler", "tracker", "stream"] as const;

/** One part of the program. */
export type Role = (typeof ROLES)[number];

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

const optionalUrl = (protocols: readonly string[], expected: string) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), expected)
    .optional();

const isRole = (name: string): name is Role => (ROLES as readonly string[]).includes(name);

const secretText = z.string().min(32, "must have at least 32 characters").optional();

const Variables = z.object({
  PORT: z.coerce
    .number("must be a port number from 0 to 65535")
    .int("must be a port number from 0 to 65535")
    .min(0, "must be a port number from 0 to 65535")
    .max(65535, "must be a port number from 0 to 65535")
    .default(7420),
  HOST: z.string().min(1).default("0.0.0.0"),
  PUBLIC_URL: optionalUrl(["http:", "https:"], "must be an http or https URL"),
  DATA_DIR: z.string().default("./data"),
  DATABASE_URL: optionalUrl(["postgres:", "postgresql:"], "must be a postgres:// URL"),
  DATABASE_REPLICA_URL: optionalUrl(["postgres:", "postgresql:"], "must be a postgres:// URL"),
  ROLES: z
    .string()
    .default(ROLES.join(","))
    .transform((text) =>
      text
        .split(",")
        .map((role) => role.trim())
        .filter(Boolean),
    )
    .refine(
      (names): names is Role[] => names.length > 0 && names.every(isRole),
      `must be a comma list of ${ROLES.join(", ")}`,
    ),
  SECRET: secretText,
  LOG_LEVEL: z.enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(", ")}`).default("info"),
  SEARCH_URL: z
    .string()
    .default("embedded:")
    .refine((text) => parseSearchUrl(text) !== undefined, `must be one of ${SEARCH_URLS}`),
  ADMIN_EMAIL: z.email("must be an e-mail address").optional(),
  ADMIN_PASSWORD: z.string().min(8, "must have at least 8 characters").optional(),
  API_KEY: secretText,
  INTERNAL_SECRET: secretText,
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform((text) =>
      text
        .split(",")
        .map((entry) => entry.trim())
        .filter(Boolean),
    ),
});

/** What is needed before the database, read from the environment. */
export interface Environment {
  readonly port: number;
  readonly host: string;
  /** Without a trailing slash; undefined when not given. */
  readonly publicUrl: string | undefined;
  /** Path of the public URL: empty, or `/minato`. */
  readonly basePath: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly databaseReplicaUrl: string | undefined;
  readonly roles: ReadonlySet<Role>;
  readonly secret: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly searchUrl: string;
  readonly administrator: { email: string; password: string } | undefined;
  readonly apiKey: string | undefined;
  readonly internalSecret: string | undefined;
  readonly trustedProxies: readonly string[];
}

/** Environment variables that are not what they should be; one line each. */
export class EnvironmentError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join("\n"));
    this.name = "EnvironmentError";
    this.lines = lines;
  }
}

/**
 * Reads the environment variables of the contract; an empty one counts as absent. Secret values
 * are never repeated in a message.
 * @throws {EnvironmentError} with one line for each invalid variable
 */
export function parseEnvironment(variables: Record<string, string | undefined>): Environment {
  const present = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ""));
  const result = Variables.safeParse(present);
  if (!result.success) {
    throw new EnvironmentError(
      result.error.issues.map(({ path: [name], message }) =>
        describe(String(name), present, message),
      ),
    );
  }
  const value = result.data;
  if ((value.ADMIN_EMAIL === undefined) !== (value.ADMIN_PASSWORD === undefined)) {
    throw new EnvironmentError(["ADMIN_EMAIL and ADMIN_PASSWORD must be given together"]);
  }
  const publicUrl = value.PUBLIC_URL?.replace(/\/+$/, "");
  return {
    port: value.PORT,
    host: value.HOST,
    publicUrl,
    basePath: publicUrl === undefined ? "" : new URL(publicUrl).pathname.replace(/\/+$/, ""),
    dataDir: path.resolve(value.DATA_DIR),
    databaseUrl: value.DATABASE_URL,
    databaseReplicaUrl: value.DATABASE_REPLICA_URL,
    roles: new Set(value.ROLES),
    secret: value.SECRET,
    logLevel: value.LOG_LEVEL,
    searchUrl: value.SEARCH_URL,
    administrator:
      value.ADMIN_EMAIL !== undefined && value.ADMIN_PASSWORD !== undefined
        ? { email: value.ADMIN_EMAIL, password: value.ADMIN_PASSWORD }
        : undefined,
    apiKey: value.API_KEY,
    internalSecret: value.INTERNAL_SECRET,
    trustedProxies: value.TRUSTED_PROXIES,
  };
}

const SECRET_VARIABLES = new Set([
  "SECRET",
  "API_KEY",
  "INTERNAL_SECRET",
  "ADMIN_PASSWORD",
  "DATABASE_URL",
  "DATABASE_REPLICA_URL",
]);

function describe(
  name: string,
  values: Record<string, string | undefined>,
  problem: string,
): string {
  const value = values[name] ?? "";
  // What stands before an at sign may be a password.
  const isSecret = SECRET_VARIABLES.has(name) || (name === "SEARCH_URL" && value.includes("@"));
  return isSecret ? `${name} ${problem}` : `${name}=${value} ${problem}`;
}
