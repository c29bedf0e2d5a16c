import type { Context } from "@minato/kit";

import { ApiKeyCache } from "./api-key-cache.ts";
import { ApiKeyUsage } from "./api-key-usage.ts";
import type { Auth } from "./auth.ts";

/** What recognises callers, kept for the life of the process. */
export class Identity {
  readonly keys: ApiKeyCache;
  readonly usage: ApiKeyUsage;
  readonly #ctx: Context;
  #auth: Promise<Auth> | undefined;

  constructor(ctx: Context) {
    this.#ctx = ctx;
    this.keys = new ApiKeyCache(ctx);
    this.usage = new ApiKeyUsage(ctx);
  }

  /** better-auth, loaded when the first person comes: keys do without it. */
  auth(): Promise<Auth> {
    this.#auth ??= this.#load();
    return this.#auth;
  }

  async #load(): Promise<Auth> {
    try {
      const { createAuth } = await import("./create-auth.ts");
      return await createAuth(this.#ctx);
    } catch (error) {
      // The next request tries again: the secret may be readable by then.
      this.#auth = undefined;
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.usage.flush();
  }
}
