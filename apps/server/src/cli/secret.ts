import { EnvironmentError, parseEnvironment, type Context, type SealedColumn } from "@minato/kit";
import { forgetSealed } from "@minato/secrets/forget-sealed";
import { rotateSecret } from "@minato/secrets/rotate-secret";

import { createLog } from "../create-log.ts";
import { modules } from "../modules.ts";
import { startDatabase } from "../start-database.ts";
import { UsageError, type Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { readLine } from "./read-line.ts";

const WORKER_SILENCE = "20 seconds";

/** `minato secret`: changes the secret, or gives up what was sealed under a lost one. */
export const secretCommand: Command = {
  name: "secret",
  summary: "Change the secret that seals passwords and keys",
  help: `
Usage: npm run -s minato -- secret rotate
       npm run -s minato -- secret forget --yes

rotate makes a new secret and seals everything anew under it: keys of connected programs, secret
settings, two-factor seeds. Stop Minato on all machines before. Everybody signs in anew afterwards.
Where the secret lies in DATA_DIR it is replaced there. Where SECRET is set, pass the new one as one
line on standard input and set it in the environment afterwards. When it was cut off, run it again
(with the new SECRET, if the change was reported): it goes on where it stopped.

forget is for a secret that is lost for good. It deletes what nobody can read any more: connections
to programs, secret settings such as the password of the mail server, messages that wait, and the
two-factor sign-in of everybody. Accounts, passwords, keys and torrents stay.`,
  async run([action, ...args]) {
    if (action === "rotate") return rotate(args);
    if (action === "forget") return forget(args);
    throw new UsageError("expected rotate or forget; see secret --help");
  },
};

const sealedColumns = (): readonly SealedColumn[] => modules.flatMap(({ sealed }) => sealed ?? []);

async function rotate(args: readonly string[]): Promise<number> {
  parseArguments(args, {});
  const isVariable = parseEnvironment(process.env).secret !== undefined;
  const secret = isVariable ? await readLine("New secret: ") : undefined;
  const rotation = await withContext(
    async (ctx) => {
      await assertNobodyWorks(ctx);
      return rotateSecret(ctx, sealedColumns(), secret);
    },
    { share: false },
  );
  const { isResumed, resealed, unreadable } = rotation;
  process.stderr.write(
    `${isResumed ? "Went on with the last change. " : ""}${resealed} values sealed anew\n`,
  );
  if (isVariable && !isResumed) process.stderr.write("Now set SECRET to the new secret\n");
  if (unreadable > 0) {
    process.stderr.write(
      `${unreadable} values could not be read before and were left as they are\n`,
    );
  }
  process.stdout.write(`${JSON.stringify(rotation)}\n`);
  return unreadable > 0 ? 1 : 0;
}

async function forget(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, { yes: { type: "boolean", default: false } });
  if (!values.yes) throw new UsageError("nothing was deleted: read secret --help, then add --yes");
  const env = parseEnvironment(process.env);
  const database = await startDatabase(env, createLog("warn"), {
    onProgress: (step) => process.stderr.write(`${step} …\n`),
  });
  try {
    await forgetSealed({ db: database.db, now: () => new Date() }, sealedColumns());
  } finally {
    await database.close();
  }
  process.stderr.write("What was sealed under the lost secret is gone; start Minato\n");
  return 0;
}

/** With a database of its own machine, others cannot be refused by a lock on the data directory. */
async function assertNobodyWorks({ db }: Context): Promise<void> {
  const { rows } = await db.$client.query<{ name: string; host: string }>(
    "select name, host from workers where last_seen_at > now() - $1::interval",
    [WORKER_SILENCE],
  );
  if (rows.length === 0) return;
  const names = rows.map(({ name, host }) => `${name} on ${host}`).join(", ");
  throw new EnvironmentError([`Minato is still running (${names}): stop it on all machines first`]);
}
