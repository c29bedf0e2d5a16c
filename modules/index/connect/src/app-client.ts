import { AppError, type Context } from "@minato/kit";
import { OutboundError } from "@minato/outbound";
import type { z } from "zod";

import { APPS, type AppKind } from "./app-kinds.ts";
import { ComplaintList, type Complaint } from "./app-shapes.ts";

/** Where a program is and the key it knows. */
export interface AppAddress {
  kind: AppKind;
  url: string;
  appKey: string;
}

/** A request to a program. */
interface AppRequest {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  body?: unknown;
  /** The program may ask us first, as a test of an indexer does. */
  isSlow?: boolean;
}

const TIMEOUT_MS = 15_000;
const SLOW_TIMEOUT_MS = 90_000;
/** Prowlarr's list of templates alone has some megabytes. */
const MAX_BYTES = 32 * 1024 * 1024;

/** What a program refused about an indexer. */
export class AppRefusal extends Error {
  readonly complaints: readonly Complaint[];

  constructor(complaints: readonly Complaint[]) {
    super(complaints.map(({ errorMessage }) => errorMessage).join("; "));
    this.name = "AppRefusal";
    this.complaints = complaints;
  }
}

/**
 * Asks a program and reads the answer. An administrator typed its address, so it may lie in the
 * local network; the key goes to that address and to no other.
 * @throws {AppError} BAD_REQUEST when it is not reachable, refuses the key or answers something
 *   else; NOT_FOUND for 404
 * @throws {AppRefusal} when it finds something wrong with the indexer
 */
export async function askApp<Schema extends z.ZodType>(
  ctx: Pick<Context, "fetch">,
  address: AppAddress,
  path: string,
  schema: Schema,
  request: AppRequest = {},
): Promise<z.output<Schema>> {
  const { name, apiPath } = APPS[address.kind];
  const response = await send(ctx, address, `${address.url}${apiPath}${path}`, request);
  const text = await readText(response, name);
  if (response.status === 400) throw toRefusal(text, name);
  assertStatus(response, name, address);
  const parsed = schema.safeParse(parseJson(text, name));
  if (parsed.success) return parsed.data;
  throw wrongAddress(`${name} answered something else than its API describes`, parsed.error);
}

async function send(
  ctx: Pick<Context, "fetch">,
  { kind, appKey }: AppAddress,
  url: string,
  { method = "GET", body, isSlow = false }: AppRequest,
): Promise<Response> {
  const { name } = APPS[kind];
  try {
    return await ctx.fetch(url, {
      method,
      headers: {
        accept: "application/json",
        "x-api-key": appKey,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "manual",
      // An administrator typed it, and such programs are at home in the local network.
      allow: [new URL(url).hostname.replace(/^\[(.*)\]$/, "$1")],
      timeoutMs: isSlow ? SLOW_TIMEOUT_MS : TIMEOUT_MS,
      silenceMs: isSlow ? SLOW_TIMEOUT_MS : TIMEOUT_MS,
      maxBytes: MAX_BYTES,
    });
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const place = `${name} is not reachable at ${new URL(url).origin}`;
    throw wrongAddress(`${place}${describeFailure(error)}`, error);
  }
}

/** What an administrator can act upon; of a connection that failed, what the system calls it. */
function describeFailure({ code, message, cause }: OutboundError): string {
  const system = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (system === "ECONNREFUSED") return ": nothing listens there";
  if (system.includes("CERT") || system.includes("SSL")) return ": its certificate is not trusted";
  if (code === "TIMEOUT") return ": it took too long to answer";
  return `: ${message}`;
}

function assertStatus(response: Response, name: string, { url }: AppAddress): void {
  const { status } = response;
  if (status >= 200 && status < 300) return;
  if (status >= 300 && status < 400) {
    const target = response.headers.get("location") ?? "";
    const place = URL.canParse(target, url) ? new URL(target, url) : undefined;
    const where = place === undefined ? "elsewhere" : `to ${place.origin}${place.pathname}`;
    throw wrongAddress(`${url} redirects ${where}: give the address of ${name} itself`);
  }
  if (status === 401 || status === 403) {
    const message = `${name} does not accept this key`;
    throw new AppError("BAD_REQUEST", message, { errors: [{ field: "apiKey", message }] });
  }
  if (status === 404) throw new AppError("NOT_FOUND", `${name} has nothing at this address`);
  throw wrongAddress(`${name} answered with status ${status}`);
}

async function readText(response: Response, name: string): Promise<string> {
  try {
    return await response.text();
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    const isHuge = error.code === "TOO_LARGE";
    const problem = isHuge ? `answered more than ${MAX_BYTES} bytes` : "broke off its answer";
    throw wrongAddress(`${name} ${problem}`, error);
  }
}

function parseJson(text: string, name: string): unknown {
  // Deleting answers with nothing at all in some versions.
  if (text.trim() === "") return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    throw wrongAddress(
      `${name} answered no JSON: is there another program at this address?`,
      error,
    );
  }
}

function toRefusal(text: string, name: string): Error {
  const complaints = ComplaintList.safeParse(parseJson(text, name));
  if (complaints.success) return new AppRefusal(complaints.data);
  return wrongAddress(`${name} did not understand the request`, complaints.error);
}

function wrongAddress(message: string, cause?: unknown): AppError {
  return new AppError("BAD_REQUEST", message, { errors: [{ field: "url", message }], cause });
}
