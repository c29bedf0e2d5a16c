import { setTimeout as delay } from "node:timers/promises";

import type { Context } from "@minato/kit";
import {
  OutboundError,
  resolveHost,
  type AllowedHosts,
  type OutboundErrorCode,
} from "@minato/outbound";
import {
  parseScrape,
  scrapeAddress,
  scrapeUdp,
  TrackerError,
  type SwarmCounts,
  type TrackerErrorCode,
} from "@minato/tracker-protocol";

import { scrapeSettings } from "./config.ts";

const TIMEOUT_MS = 6000;
const UDP_TIMEOUT_MS = 2500;
/** One torrent's answer is some hundred bytes; some trackers add flags. */
const MAX_BYTES = 64 * 1024;

/** Why a tracker gave no numbers. */
export const TRACKER_PROBLEMS = [
  "unsupported",
  "timeout",
  "unreachable",
  "privateAddress",
  "refused",
  "unknownTorrent",
  "malformed",
] as const;

/** One of them. */
export type TrackerProblem = (typeof TRACKER_PROBLEMS)[number];

/** What a tracker said, or why it said nothing: the reason is a phrase to put behind its name. */
export type TrackerAnswer = { counts: SwarmCounts } | { problem: TrackerProblem; reason: string };

const PROBLEM_OF_CODE: Record<TrackerErrorCode | OutboundErrorCode, TrackerProblem> = {
  UNSUPPORTED: "unsupported",
  TIMEOUT: "timeout",
  UNREACHABLE: "unreachable",
  PRIVATE_ADDRESS: "privateAddress",
  REFUSED: "refused",
  UNKNOWN_TORRENT: "unknownTorrent",
  MALFORMED: "malformed",
  TOO_LARGE: "malformed",
  REDIRECT: "unreachable",
  BAD_URL: "unsupported",
};

/** Asks one tracker about a torrent; whatever the tracker does wrong is its answer. */
export async function askTracker(
  ctx: Context,
  announceUrl: string,
  infoHash: Uint8Array,
): Promise<TrackerAnswer> {
  try {
    return { counts: await ask(ctx, announceUrl, infoHash) };
  } catch (error) {
    if (error instanceof TrackerError || error instanceof OutboundError) {
      return { problem: PROBLEM_OF_CODE[error.code], reason: error.message };
    }
    throw error;
  }
}

async function ask(ctx: Context, announceUrl: string, infoHash: Uint8Array): Promise<SwarmCounts> {
  const allow = ctx.config(scrapeSettings).allowPrivateAddresses ? "any" : [];
  const url = URL.parse(announceUrl);
  if (url?.protocol === "udp:") {
    const port = Number(url.port);
    if (port === 0) throw new TrackerError("UNSUPPORTED", "expected a port in the announce URL");
    const address = await findAddress(url.hostname, allow);
    return scrapeUdp({ address, port }, infoHash, { timeoutMs: UDP_TIMEOUT_MS });
  }
  const response = await ctx.fetch(scrapeAddress(announceUrl, infoHash), {
    allow,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  const body = new Uint8Array(await response.arrayBuffer());
  if (!response.ok) throw new TrackerError("REFUSED", `answered with status ${response.status}`);
  return parseScrape(body, infoHash);
}

/** One address of a tracker; few of them answer to IPv6, and many machines cannot send it. */
async function findAddress(hostname: string, allow: AllowedHosts): Promise<string> {
  const late = delay(TIMEOUT_MS, [], { ref: false });
  const addresses = await Promise.race([resolveHost(hostname, allow), late]);
  const found = addresses.find(({ family }) => family === 4) ?? addresses[0];
  if (found === undefined) throw new TrackerError("TIMEOUT", "its name is not resolved in time");
  return found.address;
}
