import { randomBytes } from "node:crypto";
import { link, mkdir, readFile, unlink, writeFile } from "node:fs/promises";
import path from "node:path";

import type { Environment } from "@minato/kit";

const MIN_LENGTH = 32;

/**
 * The secret that signs sessions: `SECRET`, or one made once in the data directory, readable by its
 * owner only. Processes that start together on an empty directory all get the same.
 */
export async function loadSecret(env: Pick<Environment, "secret" | "dataDir">): Promise<string> {
  if (env.secret !== undefined) return env.secret;
  const file = path.join(env.dataDir, "secret");
  const secret = (await read(file)) ?? (await create(file));
  if (secret.length < MIN_LENGTH) {
    throw new Error(
      `${file} holds ${secret.length} characters, at least ${MIN_LENGTH} are expected; delete it to have a new one made`,
    );
  }
  return secret;
}

async function create(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(6).toString("hex")}`;
  await writeFile(draft, `${randomBytes(32).toString("base64url")}\n`, { flag: "wx", mode: 0o600 });
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
