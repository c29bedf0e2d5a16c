import { Client, type ClientConfig } from "pg";

import { DatabaseError } from "./database-error.ts";

/** Milliseconds after which a server that does not answer counts as unreachable. */
export const CONNECT_TIMEOUT = 10_000;

/** Opens one connection; throws `UNREACHABLE` with a line that names the server, never the password. */
export async function openClient(url: string, config: ClientConfig = {}): Promise<Client> {
  const where = describeServer(url);
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT,
    application_name: "minato",
    ...config,
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    throw new DatabaseError(
      "UNREACHABLE",
      `PostgreSQL at ${where} cannot be reached: ${reasonOf(error)}`,
      {
        cause: error,
      },
    );
  }
}

/** Names a server for a message: host or socket directory, port and database, no user, no password. */
export function describeServer(url: string): string {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^postgres(ql)?:$/.test(parsed.protocol)) {
    // The parser's own error would carry the whole text, so it is not kept as the cause.
    throw new DatabaseError(
      "UNREACHABLE",
      "not a PostgreSQL address: expected postgres://user:password@host:port/database",
    );
  }
  const host = parsed.searchParams.get("host") ?? parsed.hostname;
  return `${host}:${parsed.port || "5432"}${parsed.pathname}`;
}

function reasonOf(error: unknown): string {
  // A name with several addresses fails with an AggregateError whose own message is empty.
  const first = error instanceof AggregateError ? error.errors[0] : error;
  if (!(first instanceof Error)) return String(first);
  return (first.message.split("\n")[0] ?? "").trim() || first.name;
}
