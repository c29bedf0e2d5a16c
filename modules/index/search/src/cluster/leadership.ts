import type { Pool, PoolClient } from "pg";

/** Of `pg_try_advisory_lock` with two numbers; the second is a hash of the cluster's index. */
const CLUSTER_LOCK = 7_420_004;

/** The right to write to a cluster, which one process has at a time. */
export class Leadership {
  readonly #pool: Pool;
  readonly #index: string;
  #client: PoolClient | undefined;

  /** Holds nothing before `tryTake`; `index` names what is written to. */
  constructor(pool: Pool, index: string) {
    this.#pool = pool;
    this.#index = index;
  }

  /** Takes the right or makes sure of it; false while another process has it. */
  async tryTake(): Promise<boolean> {
    // The lock lives as long as its connection, which ends when the process or the way to it does.
    if (this.#client !== undefined) return true;
    const client = await this.#pool.connect();
    client.once("error", () => this.#lose(client));
    try {
      const { rows } = await client.query<{ isTaken: boolean }>(
        `select pg_try_advisory_lock($1, hashtext($2)) as "isTaken"`,
        [CLUSTER_LOCK, this.#index],
      );
      if (rows[0]?.isTaken === true) {
        this.#client = client;
        return true;
      }
    } catch (error) {
      client.release(true);
      throw error;
    }
    client.release();
    return false;
  }

  /** Lets another process take it. */
  release(): void {
    // A closed connection holds no lock.
    this.#client?.release(true);
    this.#client = undefined;
  }

  #lose(client: PoolClient): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.release(true);
  }
}
