import type { Context } from "@minato/kit";

import { blocklistSettings } from "./config.ts";
import { ListProblem } from "./list-problem.ts";
import { isPrivateHost } from "./private-address.ts";

const MAX_REDIRECTS = 5;

/**
 * Asks for an address that an administrator gave, following redirects one by one so that none leads
 * to a private address.
 * @throws {ListProblem} when it cannot be reached or must not be
 */
export async function fetchList(
  ctx: Context,
  address: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Response> {
  let url = new URL(address);
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
    await assertAllowed(ctx, url);
    const response = await orProblem(ctx.fetch(url, { headers, redirect: "manual", signal }));
    const location = response.headers.get("location");
    if (response.status < 300 || response.status >= 400 || location === null) return response;
    await response.body?.cancel();
    const next = URL.parse(location, url);
    if (next === null) throw new ListProblem("expected a redirect to a URL");
    url = next;
  }
  throw new ListProblem(`expected at most ${MAX_REDIRECTS} redirects`);
}

/**
 * Passes on a body that is no longer than the setting allows.
 * @throws {ListProblem} when it is longer, or when the connection breaks
 */
export async function* readBounded(ctx: Context, response: Response): AsyncGenerator<Uint8Array> {
  const { maxListMegabytes } = ctx.config(blocklistSettings);
  let length = 0;
  const reader = response.body?.getReader();
  try {
    for (;;) {
      const part = reader && (await orProblem(reader.read()));
      if (part === undefined || part.done) return;
      length += part.value.length;
      if (length > maxListMegabytes * 1_000_000) {
        throw new ListProblem(`expected at most ${maxListMegabytes} MB`);
      }
      yield part.value;
    }
  } finally {
    await reader?.cancel().catch(() => undefined);
  }
}

async function assertAllowed(ctx: Context, url: URL): Promise<void> {
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new ListProblem(`expected http or https, got ${url.protocol}`);
  }
  if (ctx.config(blocklistSettings).allowPrivateAddresses) return;
  if (await orProblem(isPrivateHost(url.hostname))) {
    throw new ListProblem("expected a public address; the settings can allow private ones");
  }
}

/** What the network does wrong is no bug of ours. */
async function orProblem<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    const reason = cause instanceof Error ? cause : new Error(String(cause));
    const detail = reason.cause instanceof Error ? `: ${reason.cause.message}` : "";
    throw new ListProblem(`${reason.message}${detail}`, { cause });
  }
}
