import type { Context, LiveTopic } from "@minato/kit";

/** Remembers the version of each topic, and says which are others now. */
export class TopicVersions {
  readonly #ctx: Context;
  readonly #topics: readonly LiveTopic[];
  readonly #statement: string | undefined;
  readonly #known = new Map<string, string | null>();

  constructor(ctx: Context, topics: readonly LiveTopic[]) {
    this.#ctx = ctx;
    this.#topics = topics;
    const columns = topics.flatMap(({ name, version }) =>
      typeof version === "string" ? [`(${version})::text as "${name}"`] : [],
    );
    this.#statement = columns.length === 0 ? undefined : `select ${columns.join(",\n")}`;
  }

  /** The topics that changed since the last time; none the first time. */
  async compare(): Promise<string[]> {
    const row = this.#statement === undefined ? {} : await this.#ask(this.#statement);
    const changed: string[] = [];
    for (const { name, version } of this.#topics) {
      const current = typeof version === "string" ? (row[name] ?? null) : version(this.#ctx);
      const known = this.#known.get(name);
      this.#known.set(name, current);
      if (known !== undefined && known !== current) changed.push(name);
    }
    return changed;
  }

  async #ask(text: string): Promise<Record<string, string | null>> {
    const { rows } = await this.#ctx.db.$client.query<Record<string, string | null>>({
      name: "live-versions",
      text,
    });
    return rows[0] ?? {};
  }
}
