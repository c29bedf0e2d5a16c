import type { Database } from "@minato/database";

const CACHE_SIZE = 50_000;

/**
 * Numbers for names that repeat over many torrents: announce URLs and sources. Rows are only ever
 * added, so what was once read stays true.
 */
export class NameIds {
  readonly #ids = new Map<string, number>();
  readonly #insert: string;
  readonly #select: string;

  constructor(table: "sources" | "trackers", column: "name" | "url") {
    this.#insert = `insert into ${table} (${column}) select unnest($1::text[]) on conflict do nothing`;
    this.#select = `select id, ${column} as name from ${table} where ${column} = any($1::text[])`;
  }

  /** Makes sure every name has a number; outside a transaction, so that nothing waits for it. */
  async ensure(
    db: Pick<Database, "$client">,
    names: Iterable<string>,
  ): Promise<(name: string) => number> {
    const wanted = new Set(names);
    const missing = [...wanted].filter((name) => !this.#ids.has(name)).toSorted();
    const found = missing.length === 0 ? new Map<string, number>() : await this.#read(db, missing);
    const known = new Map(
      [...wanted].map((name) => [name, found.get(name) ?? this.#ids.get(name)] as const),
    );
    this.#remember(found);
    return (name) => {
      const id = known.get(name);
      if (id === undefined) throw new Error(`no number was made for ${name}`);
      return id;
    };
  }

  async #read(
    db: Pick<Database, "$client">,
    names: readonly string[],
  ): Promise<Map<string, number>> {
    const known = await db.$client.query<{ id: number; name: string }>(this.#select, [names]);
    const ids = new Map(known.rows.map((row) => [row.name, row.id]));
    const fresh = names.filter((name) => !ids.has(name));
    if (fresh.length > 0) {
      await db.$client.query(this.#insert, [fresh]);
      const made = await db.$client.query<{ id: number; name: string }>(this.#select, [fresh]);
      for (const row of made.rows) ids.set(row.name, row.id);
    }
    return ids;
  }

  #remember(ids: ReadonlyMap<string, number>): void {
    if (this.#ids.size + ids.size > CACHE_SIZE) this.#ids.clear();
    for (const [name, id] of ids) this.#ids.set(name, id);
  }
}
