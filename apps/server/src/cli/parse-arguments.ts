import { parseArgs, type ParseArgsConfig } from "node:util";

import { UsageError } from "./command.ts";

/** Options of a command, as `node:util` describes them. */
export type OptionsConfig = NonNullable<ParseArgsConfig["options"]>;

/** Reads options and positional arguments; an unknown option is a `UsageError`. */
export function parseArguments<const O extends OptionsConfig>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(error.message);
    throw error;
  }
}
