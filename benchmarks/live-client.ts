import type { BenchmarkServer } from "./start-server.ts";

/** The routes of a server that the benchmark of a live index calls. */
export class LiveClient {
  readonly #server: BenchmarkServer;

  /** Calls a server with its key. */
  constructor(server: BenchmarkServer) {
    this.#server = server;
  }

  /** Sends NDJSON and waits until it is acknowledged. */
  async ingest(body: string | Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#call("/torrents/ingest", {
      method: "POST",
      headers: { "Content-Type": "application/x-ndjson", "X-Minato-Scraper": "benchmark" },
      body,
    });
  }

  /** How many torrents a search finds. */
  async count(query: Record<string, string>): Promise<number> {
    const answer = await this.#call(`/search?${new URLSearchParams({ ...query, limit: "5" })}`);
    return ((await answer.json()) as { total: number }).total;
  }

  /** Searches and answers the milliseconds until all of the answer was there. */
  async time(query: Record<string, string>): Promise<number> {
    const started = performance.now();
    const answer = await this.#call(`/search?${new URLSearchParams(query)}`);
    await answer.arrayBuffer();
    return performance.now() - started;
  }

  /** Deletes a torrent. */
  async remove(infoHash: string): Promise<void> {
    await this.#call(`/torrents/${infoHash}`, { method: "DELETE" });
  }

  /** Blocks a torrent. */
  async block(infoHash: string): Promise<void> {
    await this.#call("/blocklist/torrents", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ infoHashes: [infoHash] }),
    });
  }

  async #call(route: string, init: RequestInit = {}): Promise<Response> {
    const { url, apiKey } = this.#server;
    const headers = { ...init.headers, "X-Api-Key": apiKey };
    const answer = await fetch(`${url}/api/v1${route}`, { ...init, headers });
    if (answer.ok) return answer;
    throw new Error(`${route} answered ${answer.status}: ${await answer.text()}`);
  }
}
