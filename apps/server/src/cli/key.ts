import { SYSTEM } from "@minato/identity/caller";
import { createApiKey, NewApiKey } from "@minato/identity/create-api-key";
import { rotateApiKey, Rotation } from "@minato/identity/keys/rotate-api-key";
import { listApiKeys } from "@minato/identity/list-api-keys";
import { parseInput } from "@minato/identity/parse-input";
import { revokeApiKey } from "@minato/identity/revoke-api-key";
import { SCOPES, type Context } from "@minato/kit";

import { UsageError, type Command } from "./command.ts";
import { withContext } from "./open-context.ts";
import { parseArguments } from "./parse-arguments.ts";

/** `minato key`: makes, lists, rotates and revokes API keys. */
export const keyCommand: Command = {
  name: "key",
  summary: "Make, list, rotate and revoke API keys",
  help: `
Usage: npm run -s minato -- key create --name <name> --scopes <scope,scope> [--expires <date>]
                                          [--networks <address,range>] [--per-minute <requests>]
       npm run -s minato -- key list
       npm run -s minato -- key rotate <id> [--grace-hours <hours>]
       npm run -s minato -- key revoke <id>

Scopes: ${SCOPES.join(", ")}
Sonarr, Radarr and Prowlarr need feeds,download; a program that pushes torrents needs ingest.

create and rotate print the key on stdout; it is shown this once. After a rotation the secret before
is refused, unless --grace-hours lets it work for that long. list prints one JSON object a line.`,
  async run([action, ...args]) {
    if (action === "create") return create(args);
    if (action === "list") return list(args);
    if (action === "rotate") return rotate(args);
    if (action === "revoke") return revoke(args);
    throw new UsageError("expected create, list, rotate or revoke; see key --help");
  },
};

async function create(args: readonly string[]): Promise<number> {
  const { values } = parseArguments(args, {
    name: { type: "string" },
    scopes: { type: "string", default: "feeds,download" },
    expires: { type: "string" },
    networks: { type: "string" },
    "per-minute": { type: "string" },
  });
  const perMinute = values["per-minute"];
  if (values.name === undefined) throw new UsageError("--name is missing");
  const input = parseInput(NewApiKey, {
    name: values.name,
    scopes: values.scopes.split(",").map((scope) => scope.trim()),
    ...(values.networks === undefined ? {} : { networks: values.networks.split(",") }),
    ...(perMinute === undefined ? {} : { requestsPerMinute: Number(perMinute) }),
    ...(values.expires === undefined ? {} : { expiresAt: toInstant(values.expires) }),
  });
  const { id, key } = await withContext((ctx) => createApiKey(ctx, SYSTEM, input));
  process.stderr.write(`Key ${id} "${input.name}" for ${input.scopes.join(", ")}:\n`);
  process.stdout.write(`${key}\n`);
  return 0;
}

function toInstant(text: string): string {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new UsageError("--expires takes a date: 2027-01-31");
  return date.toISOString();
}

async function list(args: readonly string[]): Promise<number> {
  parseArguments(args, {});
  await withContext(printKeys);
  return 0;
}

async function printKeys(ctx: Context): Promise<void> {
  for (let cursor: string | undefined; ;) {
    const page = await listApiKeys(ctx, { limit: 100, cursor });
    for (const key of page.items) process.stdout.write(`${JSON.stringify(key)}\n`);
    cursor = page.nextCursor;
    if (cursor === undefined) return;
  }
}

async function rotate(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, { "grace-hours": { type: "string" } });
  const id = toNumber(positionals);
  const rotation = parseInput(Rotation, { id, graceHours: values["grace-hours"] });
  const { key, name } = await withContext((ctx) => rotateApiKey(ctx, SYSTEM, rotation));
  process.stderr.write(`Key ${id} "${name}" has a new secret:\n`);
  process.stdout.write(`${key}\n`);
  return 0;
}

async function revoke(args: readonly string[]): Promise<number> {
  const { positionals } = parseArguments(args, {});
  const id = toNumber(positionals);
  await withContext((ctx) => revokeApiKey(ctx, SYSTEM, id));
  process.stderr.write(`Key ${id} is revoked\n`);
  return 0;
}

function toNumber(positionals: readonly string[]): number {
  const id = Number(positionals[0]);
  if (positionals.length !== 1 || !Number.isInteger(id)) {
    throw new UsageError("expected the number of a key, as key list shows it");
  }
  return id;
}
