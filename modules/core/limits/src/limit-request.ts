import { isIPv6 } from "node:net";

import { AppError, type Context, type Principal } from "@minato/kit";

import { limitsSettings } from "./config.ts";
import "./context.ts";

/** Kinds of requests that have a limit of their own. */
export const LIMIT_CLASSES = ["search", "ingest", "downloads", "signIn", "other"] as const;
export type LimitClass = (typeof LIMIT_CLASSES)[number];

const SEARCH_PATH = /^\/(api\/v1\/search|rpc\/search)(\/|$)/;
const INGEST_PATH = /^\/(api\/(v1\/torrents\/)?ingest|rpc\/torrents\/ingest)(\/|$)/;
const DOWNLOAD_PATH = /^\/(api\/v1\/torrents\/[^/]+\/torrent|torznab\/download\/)/;
const SIGN_IN_PATH =
  /^\/(api\/auth|api\/v1\/(auth|setup)|rpc\/identity\/(tokens|registration|setup))(\/|$)/;
/** Asked on every page, by everybody. */
const FREE_PATH = /^\/(api\/v1\/health|api\/auth\/get-session|api\/v1\/auth\/options)$/;

/** A request as far as limits look at it. */
export interface LimitedRequest {
  path: string;
  principal: Principal | undefined;
  address: string;
}

/** The headers of draft-ietf-httpapi-ratelimit-headers-10 for an answer. */
export type LimitHeaders = Readonly<Record<"RateLimit-Policy" | "RateLimit", string>>;

/**
 * Counts a request against the limits it comes under: of its network, and of its key or person.
 * @returns headers that tell the caller how far it is; undefined where nothing limits it
 * @throws {LimitError} when a limit is used up
 */
export function limitRequest(
  { limits, config }: Pick<Context, "limits" | "config">,
  { path, principal, address }: LimitedRequest,
): LimitHeaders | undefined {
  if (principal?.requestsPerMinute === "unlimited" || FREE_PATH.test(path)) return undefined;
  const settings = config(limitsSettings);
  const network = networkOf(address);
  const from = limits.take(`address ${network}`, settings.address);
  if (!from.isAllowed) throw new LimitError("address", settings.address, from.retryAfterSeconds);
  const kind = classify(path);
  const own = principal?.requestsPerMinute;
  const name = own === undefined ? kind : "key";
  const perMinute = own ?? settings[kind];
  if (perMinute === 0) return undefined;
  const verdict = limits.take(`${name} ${callerOf(principal, kind, network)}`, perMinute);
  if (!verdict.isAllowed) throw new LimitError(name, perMinute, verdict.retryAfterSeconds);
  return describe(name, perMinute, verdict.remaining, 60 / perMinute);
}

/**
 * Counts a wrong key or token against its network.
 * @throws {LimitError} when there were too many
 */
export function limitRefusal(
  { limits, config }: Pick<Context, "limits" | "config">,
  address: string,
): void {
  const { refused } = config(limitsSettings);
  const { isAllowed, retryAfterSeconds } = limits.take(`refused ${networkOf(address)}`, refused);
  if (!isAllowed) throw new LimitError("refused", refused, retryAfterSeconds);
}

/** A limit is used up. */
export class LimitError extends AppError {
  readonly headers: LimitHeaders;

  constructor(name: string, perMinute: number, retryAfterSeconds: number) {
    super("TOO_MANY_REQUESTS", `Too many requests: at most ${perMinute} a minute (${name})`, {
      retryAfterSeconds,
    });
    this.headers = describe(name, perMinute, 0, retryAfterSeconds);
  }
}

/** The kind of request a path stands for. */
export function classify(path: string): LimitClass {
  if (SEARCH_PATH.test(path)) return "search";
  if (INGEST_PATH.test(path)) return "ingest";
  if (DOWNLOAD_PATH.test(path)) return "downloads";
  return SIGN_IN_PATH.test(path) ? "signIn" : "other";
}

/** What one subscriber holds: an IPv4 address, or an IPv6 /64 in lower case. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").toLowerCase().split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail === undefined || tail === "" ? [] : tail.split(":");
  const gap = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  const groups = [...left, ...Array.from({ length: gap }, () => "0"), ...right];
  const first = groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
  return `${first.join(":")}::/64`;
}

function callerOf(principal: Principal | undefined, kind: LimitClass, network: string): string {
  if (kind === "signIn" || principal === undefined) return network;
  if (principal.keyId !== undefined) return `key ${principal.keyId}`;
  return principal.userId === undefined ? network : `user ${principal.userId}`;
}

function describe(
  name: string,
  perMinute: number,
  remaining: number,
  seconds: number,
): LimitHeaders {
  return {
    "RateLimit-Policy": `"${name}";q=${perMinute};w=60`,
    RateLimit: `"${name}";r=${remaining};t=${Math.ceil(seconds)}`,
  };
}
