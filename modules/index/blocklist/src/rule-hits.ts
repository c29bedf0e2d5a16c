import type { Database } from "@minato/database";

/** Counts how often keyword rules matched, in memory, until they are written in one statement. */
export class RuleHits {
  readonly #hits = new Map<number, number>();

  /** Counts one match of a rule. */
  add(ruleId: number): void {
    this.#hits.set(ruleId, (this.#hits.get(ruleId) ?? 0) + 1);
  }

  /** Writes what was counted; what cannot be written is kept for the next time. */
  async flush(db: Pick<Database, "$client">, now: Date): Promise<void> {
    if (this.#hits.size === 0) return;
    const taken = [...this.#hits].toSorted(([a], [b]) => a - b);
    this.#hits.clear();
    try {
      await db.$client.query(
        `update keyword_rules r set hits = r.hits + u.hits, last_hit_at = $3
         from unnest($1::int[], $2::int[]) u(id, hits) where r.id = u.id`,
        [taken.map(([id]) => id), taken.map(([, hits]) => hits), now],
      );
    } catch (error) {
      for (const [id, hits] of taken) this.#hits.set(id, (this.#hits.get(id) ?? 0) + hits);
      throw error;
    }
  }
}
