import type { Context, Scope } from "@minato/kit";

import { expandPermissions, GUEST } from "./role.ts";

/** Below one second, so that a changed role counts within one in every process. */
const LIFETIME = 900;
const MAX_KNOWN = 5000;

interface Known {
  scopes: ReadonlySet<Scope> | undefined;
  readAt: number;
}

/** What people may do by their role, remembered for a moment. */
export class PermissionCache {
  readonly #ctx: Pick<Context, "db" | "now">;
  readonly #known = new Map<string, Known>();

  constructor(ctx: Pick<Context, "db" | "now">) {
    this.#ctx = ctx;
  }

  /** What a person may do; undefined for one who is suspended or gone. */
  ofPerson(userId: string): Promise<ReadonlySet<Scope> | undefined> {
    return this.#find(`person ${userId}`, () =>
      this.#read(
        "find_person_permissions",
        `select r.permissions from users u join roles r on r.id = u.role
         where u.id = $1 and u.suspended_at is null`,
        userId,
      ),
    );
  }

  /** What anybody may do who is not signed in; nothing unless an administrator said so. */
  async ofGuests(): Promise<ReadonlySet<Scope>> {
    const scopes = await this.#find(GUEST, () =>
      this.#read("find_role_permissions", "select permissions from roles where id = $1", GUEST),
    );
    return scopes ?? new Set();
  }

  /** Looks everything up anew. */
  forget(): void {
    this.#known.clear();
  }

  async #find(id: string, read: () => Promise<Known["scopes"]>): Promise<Known["scopes"]> {
    const now = this.#ctx.now().getTime();
    const known = this.#known.get(id);
    if (known !== undefined && now >= known.readAt && now - known.readAt < LIFETIME) {
      return known.scopes;
    }
    const scopes = await read();
    this.#known.delete(id);
    this.#known.set(id, { scopes, readAt: now });
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_KNOWN) break;
      this.#known.delete(oldest);
    }
    return scopes;
  }

  async #read(name: string, text: string, value: string): Promise<Known["scopes"]> {
    const { rows } = await this.#ctx.db.$client.query<{ permissions: Scope[] }>({
      name,
      text,
      values: [value],
    });
    const [row] = rows;
    return row === undefined ? undefined : expandPermissions(row.permissions);
  }
}
