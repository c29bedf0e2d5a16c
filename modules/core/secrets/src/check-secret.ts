import { rename } from "node:fs/promises";
import path from "node:path";

import { EnvironmentError, type Context } from "@minato/kit";

import { readSecret, readSecretFile, SECRET_FILE } from "./load-secret.ts";
import { fitsKeys, readKeys } from "./vault-keys.ts";

/** Where a rotation keeps the new secret until the database is sealed under it. */
export const NEXT_SECRET_FILE = "secret.next";

/**
 * Makes sure that the secret is the one the database was sealed under, before anything is read or
 * written with it. Ends a rotation of the secret that was cut off after the database took it.
 * @throws {EnvironmentError} with advice; nothing is changed then
 */
export async function checkSecret({ db, env, log }: Pick<Context, "db" | "env" | "log">) {
  const keys = await readKeys(db.$client);
  if (keys.length === 0) return;
  const secret = await readSecret(env);
  if (secret !== undefined && fitsKeys(secret, keys)) return;
  const file = path.join(env.dataDir, SECRET_FILE);
  if (env.secret === undefined) {
    const next = path.join(env.dataDir, NEXT_SECRET_FILE);
    const nextSecret = await readSecretFile(next);
    if (nextSecret !== undefined && fitsKeys(nextSecret, keys)) {
      await rename(next, file);
      log.info("the change of the secret that was cut off is complete");
      return;
    }
  }
  throw new EnvironmentError(describeProblem(env.secret !== undefined, secret !== undefined, file));
}

function describeProblem(isVariable: boolean, isThere: boolean, file: string): string[] {
  const problem = isVariable
    ? "SECRET is not the secret this database was sealed with"
    : isThere
      ? `${file} is not the secret this database was sealed with`
      : `${file} is missing, and this database was sealed with the secret that was in it`;
  return [
    problem,
    "put the secret back that was used before; for a restored backup that is the one of the old machine (its file secret, or its SECRET)",
    "nothing was changed; if that secret is lost for good, `npm run -s minato -- secret forget` tells what can be given up",
  ];
}
