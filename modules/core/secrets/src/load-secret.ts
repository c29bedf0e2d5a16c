import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";

import type { Environment } from "@minato/kit";

/** Name of the file in the data directory. */
export const SECRET_FILE = "secret";

const MIN_LENGTH = 32;

type SecretEnvironment = Pick<Environment, "secret" | "dataDir">;

/** The secret as it is given, undefined while none was ever made. Throws when it is too short. */
export async function readSecret(env: SecretEnvironment): Promise<string | undefined> {
  return env.secret ?? readSecretFile(path.join(env.dataDir, SECRET_FILE));
}

/** The secret in a file, undefined when there is none. Throws when it is too short. */
export async function readSecretFile(file: string): Promise<string | undefined> {
  const secret = await read(file);
  if (secret === undefined || secret.length >= MIN_LENGTH) return secret;
  throw new Error(
    `${file} holds ${secret.length} characters, at least ${MIN_LENGTH} are expected; put back the one that was there`,
  );
}

/**
 * The secret that signs sessions: `SECRET`, or one made once in the data directory, readable by its
 * owner only. Processes that start together on an empty directory all get the same.
 */
export async function loadSecret(env: SecretEnvironment): Promise<string> {
  return (await readSecret(env)) ?? (await create(path.join(env.dataDir, SECRET_FILE)));
}

/** A new secret: 256 random bits as text. */
export function makeSecret(): string {
  return randomBytes(32).toString("base64url");
}

async function create(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${makeSecret()}\n`, { flag: "wx", mode: 0o600 });
  try {
    // A link appears complete or not at all, and fails when another process was first.
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, "EEXIST")) throw error;
  } finally {
    await unlink(draft);
  }
  return (await readFile(file, "utf8")).trim();
}

async function read(file: string): Promise<string | undefined> {
  try {
    return (await readFile(file, "utf8")).trim();
  } catch (error) {
    if (hasCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
