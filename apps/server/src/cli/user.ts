import { createUser, NewUser } from "@minato/identity/create-user";
import { parseInput } from "@minato/identity/parse-input";

import { UsageError, type Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";
import { readLine } from "./read-line.ts";

/** `minato user`: makes people who sign in with a password. */
export const userCommand: Command = {
  name: "user",
  summary: "Make a user",
  help: `
Usage: npm run -s minato -- user create --email <address> --name <name> [--role administrator]

Reads the password (8 to 128 characters) as one line from standard input, so that it stays out of
the process list and the shell's history. The role is member unless told.`,
  async run([action, ...args]) {
    if (action !== "create") throw new UsageError("expected create; see user --help");
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
  },
};
