/** A command of the command line: data on stdout, progress and problems on stderr. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What `--help` prints. */
  readonly help: string;
  /** Does the work and answers with the exit code. */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** Arguments that a command does not understand. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
