import type { Context, Principal } from "@minato/kit";
import type { PoolClient } from "pg";

/** Something a person or program did that must be answerable for later. */
export interface AuditedAct {
  /** Undefined for what the program does by itself: its start, the command line, the set-up. */
  principal: Principal | undefined;
  address: string | undefined;
  /** `<noun>.<verb>`: `apiKeys.create`. */
  action: string;
  /** What it was done to, as a person would name it. */
  object: string;
  before?: unknown;
  after?: unknown;
}

/** Fields that are blanked whoever passes them; the last line of defence, not the first. */
const SECRET_FIELD = /^(key|hash|token|passkey|cookie)$|password|secret|api_?key$/i;
const MAX_DEPTH = 10;

/** Writes one audit row, inside the caller's transaction when its client is given. */
export async function recordAudit(
  ctx: Pick<Context, "db" | "now">,
  act: AuditedAct,
  client?: PoolClient,
): Promise<void> {
  const { principal, address, action, object, before, after } = act;
  await (client ?? ctx.db.$client).query(
    `insert into audit_entries
       (at, actor_kind, actor_name, actor_user_id, actor_key_id, action, object, address, before, after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ctx.now(),
      principal?.kind ?? "system",
      principal?.name ?? "system",
      principal?.userId,
      principal?.keyId,
      action,
      object,
      address,
      toJson(before),
      toJson(after),
    ],
  );
}

function toJson(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(withoutSecrets(value, 0));
}

function withoutSecrets(value: unknown, depth: number): unknown {
  if (depth > MAX_DEPTH) return "[too deep]";
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, depth + 1));
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_FIELD.test(name) ? "[secret]" : withoutSecrets(item, depth + 1),
    ]),
  );
}
