import { createUser, NewUser } from "@minato/identity/create-user";
import { parseInput } from "@minato/identity/parse-input";
import { rescueUser } from "@minato/identity/take-over-account";

import { UsageError, type Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { readLine } from "./read-line.ts";

/** `minato user`: makes people who sign in with a password, and lets them in again. */
export const userCommand: Command = {
  name: "user",
  summary: "Make a user, or let one in again",
  help: `
Usage: npm run -s minato -- user create --email <address> --name <name> [--role <role>]
       npm run -s minato -- user rescue --email <address>

Both read the password (8 to 128 characters) as one line from standard input, so that it stays out
of the process list and the shell's history. Roles: administrator, moderator,
uploader, member (unless told), or the id of your own.

rescue is for somebody who lost the password or the second factor: it sets the password, turns
two-factor sign-in off, removes passkeys, revokes keys of the account and signs it out everywhere.`,
  async run([action, ...args]) {
    if (action === "create") return create(args);
    if (action === "rescue") return rescue(args);
    throw new UsageError("expected create or rescue; see user --help");
  },
};

async function create(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, {
    email: { type: "string" },
    name: { type: "string" },
    role: { type: "string", default: "member" },
  });
  const password = await readLine("Password: ");
  const user = parseInput(NewUser, {
    email: values.email ?? "",
    name: values.name ?? values.email ?? "",
    role: values.role,
    password,
  });
  const { id, email } = await withContext((ctx) => createUser(ctx, user));
  process.stdout.write(`${JSON.stringify({ id, email, role: user.role })}\n`);
  return 0;
}

async function rescue(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, { email: { type: "string" } });
  const { email } = values;
  if (email === undefined) throw new UsageError("--email is missing");
  const password = await readLine("New password: ");
  await withContext((ctx) => rescueUser(ctx, email, password));
  process.stderr.write(`${email} signs in with the new password\n`);
  return 0;
}
