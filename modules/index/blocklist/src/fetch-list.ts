import type { Context } from "@minato/kit";
import { OutboundError } from "@minato/outbound";

import { blocklistSettings } from "./config.ts";
import { ListProblem } from "./list-problem.ts";

/** What is asked for and how long it may be. */
interface ListRequest {
  headers: Record<string, string>;
  maxBytes: number;
  timeoutMs: number;
  signal: AbortSignal;
}

/**
 * Asks for an address that an administrator gave; private ones are refused unless the settings allow
 * them.
 * @throws {ListProblem} when it cannot be reached or must not be
 */
export function fetchList(ctx: Context, url: string, request: ListRequest): Promise<Response> {
  const { allowPrivateAddresses } = ctx.config(blocklistSettings);
  return orProblem(ctx.fetch(url, { ...request, allow: allowPrivateAddresses ? "any" : [] }));
}

/**
 * Passes on a body.
 * @throws {ListProblem} when it is too long, or when the connection breaks
 */
export async function* readBody(response: Response): AsyncGenerator<Uint8Array> {
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const part = reader && (await orProblem(reader.read()));
      if (part === undefined || part.done) return;
      yield part.value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

/** What the network does wrong is no bug of ours. */
async function orProblem<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (!(cause instanceof OutboundError)) throw cause;
    const hint = cause.code === "PRIVATE_ADDRESS" ? "; the settings can allow private ones" : "";
    throw new ListProblem(`${cause.message}${hint}`, { cause });
  }
}
