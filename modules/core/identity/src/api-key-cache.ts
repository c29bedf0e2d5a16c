import type { BlockList } from "node:net";

import type { Context, Principal, Scope } from "@minato/kit";

import { hashCredential } from "./hash-credential.ts";
import { isInNetworks, readNetworks } from "./keys/networks.ts";
import { limitScopes } from "./roles/role.ts";

/** Below one second, so that a revoked key is refused within one. */
const KNOWN_LIFETIME = 900;
const UNKNOWN_LIFETIME = 5000;
const MAX_KNOWN = 1000;
const MAX_UNKNOWN = 5000;
/** No key is longer; what is longer is not even hashed. */
const MAX_KEY_LENGTH = 256;

type KeyContext = Pick<Context, "db" | "now">;

interface KnownKey {
  principal: Principal & { keyId: number };
  expiresAt: Date | undefined;
  /** Undefined for a key that is accepted from everywhere. */
  networks: BlockList | undefined;
}

interface KeyRow {
  id: number;
  name: string;
  scopes: Scope[];
  expires_at: Date | null;
  user_id: string | null;
  permissions: Scope[] | null;
  networks: string[];
  requests_per_minute: number | null;
  is_environment: boolean;
}

/**
 * Looks keys up by their hash and remembers the answer for a moment. Known and unknown keys have
 * their own bounded room: trying keys at random neither grows the memory nor drives out real ones.
 */
export class ApiKeyCache {
  readonly #ctx: KeyContext;
  readonly #known = new Map<string, { key: KnownKey; readAt: number }>();
  readonly #unknown = new Map<string, number>();
  readonly #pending = new Map<string, Promise<KnownKey | undefined>>();

  constructor(ctx: KeyContext) {
    this.#ctx = ctx;
  }

  /**
   * Who holds this key; undefined when it does not exist, is revoked, has expired, or is not
   * accepted from this address.
   */
  async find(text: string, address: string): Promise<KnownKey["principal"] | undefined> {
    if (text.length > MAX_KEY_LENGTH) return undefined;
    const hash = hashCredential(text);
    const id = hash.toString("base64");
    const now = this.#ctx.now().getTime();
    if (isFresh(this.#unknown.get(id), now, UNKNOWN_LIFETIME)) return undefined;
    const known = this.#known.get(id);
    const key = isFresh(known?.readAt, now, KNOWN_LIFETIME)
      ? known?.key
      : await this.#load(id, hash);
    if (key === undefined) return undefined;
    if (key.networks !== undefined && !isInNetworks(key.networks, address)) return undefined;
    return key.expiresAt === undefined || key.expiresAt.getTime() > now ? key.principal : undefined;
  }

  /** Looks every key up anew. */
  forget(): void {
    this.#known.clear();
    this.#unknown.clear();
  }

  #load(id: string, hash: Buffer): Promise<KnownKey | undefined> {
    const pending = this.#pending.get(id);
    if (pending !== undefined) return pending;
    const loading = this.#read(id, hash).finally(() => this.#pending.delete(id));
    this.#pending.set(id, loading);
    return loading;
  }

  async #read(id: string, hash: Buffer): Promise<KnownKey | undefined> {
    // The answer is as old as the question.
    const readAt = this.#ctx.now().getTime();
    const { rows } = await this.#ctx.db.$client.query<KeyRow>({
      name: "find_api_key",
      text: `select k.id, k.name, k.scopes, k.user_id, r.permissions, k.networks,
               k.requests_per_minute, k.is_environment,
               case when k.hash = $1 then k.expires_at
                    else least(k.expires_at, k.previous_expires_at) end as expires_at
             from api_keys k
             left join users u on u.id = k.user_id left join roles r on r.id = u.role
             where (k.hash = $1 or (k.previous_hash = $1 and k.previous_expires_at > $2))
               and k.revoked_at is null and u.suspended_at is null`,
      values: [hash, this.#ctx.now()],
    });
    const [row] = rows;
    this.#known.delete(id);
    this.#unknown.delete(id);
    if (row === undefined) {
      this.#unknown.set(id, readAt);
      dropOldest(this.#unknown, MAX_UNKNOWN);
      return undefined;
    }
    const key = toKnownKey(row);
    this.#known.set(id, { key, readAt });
    dropOldest(this.#known, MAX_KNOWN);
    return key;
  }
}

function toKnownKey(row: KeyRow): KnownKey {
  return {
    principal: {
      kind: "key",
      name: row.name,
      userId: row.user_id ?? undefined,
      keyId: row.id,
      scopes:
        row.permissions === null ? new Set(row.scopes) : limitScopes(row.scopes, row.permissions),
      ...(row.is_environment ? { requestsPerMinute: "unlimited" as const } : {}),
      ...(row.requests_per_minute === null ? {} : { requestsPerMinute: row.requests_per_minute }),
    },
    expiresAt: row.expires_at ?? undefined,
    networks: row.networks.length === 0 ? undefined : readNetworks(row.networks),
  };
}

function isFresh(readAt: number | undefined, now: number, lifetime: number): boolean {
  // A clock that was set back must not keep an answer alive.
  return readAt !== undefined && now >= readAt && now - readAt < lifetime;
}

function dropOldest(map: Map<string, unknown>, size: number): void {
  for (const id of map.keys()) {
    if (map.size <= size) return;
    map.delete(id);
  }
}
