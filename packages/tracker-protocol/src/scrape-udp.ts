/** Scrape over UDP: BEP 15. */
import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";

import { readCount, type SwarmCounts } from "./swarm-counts.ts";
import { toRefusal, TrackerError } from "./tracker-error.ts";

/** Where a tracker listens. */
export interface UdpTracker {
  /** An IPv4 or IPv6 address, no name. */
  address: string;
  port: number;
}

/** How long to wait. */
export interface UdpScrapeOptions {
  /** For each packet before it is sent again, in milliseconds; 2000 unless told. */
  timeoutMs?: number;
  /** How often a packet is sent; 2 unless told. */
  attempts?: number;
  signal?: AbortSignal;
}

interface Exchange {
  action: number;
  /** Length of the shortest answer in bytes. */
  minLength: number;
  timeoutMs: number;
  attempts: number;
}

/** Tells the protocol from others, at the beginning of the first packet. */
const PROTOCOL = 0x41727101980n;
const ACTIONS = { connect: 0, scrape: 2, error: 3 } as const;
const CONNECT_LENGTH = 16;
const HEAD_LENGTH = 8;
const COUNTS_LENGTH = 12;
const INFO_HASH_LENGTH = 20;

/**
 * Asks a tracker for the counts of a torrent. A tracker that never heard of it tells zeros, as the
 * protocol has no other answer. `infoHash` is 20 bytes.
 * @throws {TrackerError} TIMEOUT, UNREACHABLE, REFUSED with the tracker's reason, MALFORMED; rejects
 * with the signal's reason when it is aborted
 */
export async function scrapeUdp(
  { address, port }: UdpTracker,
  infoHash: Uint8Array,
  { timeoutMs = 2000, attempts = 2, signal }: UdpScrapeOptions = {},
): Promise<SwarmCounts> {
  signal?.throwIfAborted();
  const socket = createSocket(isIPv6(address) ? "udp6" : "udp4");
  const aborted = new AbortController();
  const end = AbortSignal.any([aborted.signal, ...(signal === undefined ? [] : [signal])]);
  try {
    await connect(socket, port, address);
    const bounds = { timeoutMs, attempts };
    const connected = await exchange(
      socket,
      writeConnect(),
      { ...bounds, action: ACTIONS.connect, minLength: CONNECT_LENGTH },
      end,
    );
    const answer = await exchange(
      socket,
      writeScrape(connected.subarray(HEAD_LENGTH, CONNECT_LENGTH), infoHash),
      { ...bounds, action: ACTIONS.scrape, minLength: HEAD_LENGTH + COUNTS_LENGTH },
      end,
    );
    return {
      seeders: readCount("seeders", answer.readUInt32BE(HEAD_LENGTH)),
      snatches: readCount("completed", answer.readUInt32BE(HEAD_LENGTH + 4)),
      leechers: readCount("leechers", answer.readUInt32BE(HEAD_LENGTH + 8)),
    };
  } finally {
    aborted.abort();
    socket.close();
  }
}

/** Only packets of this one address are received from then on. */
function connect(socket: Socket, port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    // What goes wrong is told to the callback, which its types do not say, or as an event.
    const end = (cause?: Error) => (cause ? reject(toUnreachable(cause)) : resolve());
    socket.once("error", end);
    socket.connect(port, address, end);
  });
}

function writeConnect(): Buffer {
  const packet = Buffer.alloc(16);
  packet.writeBigUInt64BE(PROTOCOL, 0);
  packet.writeUInt32BE(ACTIONS.connect, 8);
  return packet;
}

function writeScrape(connectionId: Buffer, infoHash: Uint8Array): Buffer {
  const packet = Buffer.alloc(16 + INFO_HASH_LENGTH);
  connectionId.copy(packet, 0);
  packet.writeUInt32BE(ACTIONS.scrape, 8);
  packet.set(infoHash.subarray(0, INFO_HASH_LENGTH), 16);
  return packet;
}

/** Sends a packet until its answer comes, which names the same transaction. */
function exchange(
  socket: Socket,
  packet: Buffer,
  { action, minLength, timeoutMs, attempts }: Exchange,
  signal: AbortSignal,
): Promise<Buffer> {
  const transaction = randomBytes(4);
  transaction.copy(packet, 12);
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const receive = (answer: Buffer) => {
    if (answer.length < HEAD_LENGTH || !answer.subarray(4, HEAD_LENGTH).equals(transaction)) return;
    const said = answer.readUInt32BE(0);
    if (said === ACTIONS.error) reject(toRefusal(answer.subarray(HEAD_LENGTH)));
    else if (said === action && answer.length >= minLength) resolve(answer);
    else reject(new TrackerError("MALFORMED", "the answer has another form than was asked for"));
  };
  const fail = (cause: Error) => reject(toUnreachable(cause));
  const abort = () => reject(signal.reason);
  let sent = 0;
  const send = () => {
    if (sent++ < attempts) socket.send(packet, (cause) => cause && fail(cause));
    else reject(new TrackerError("TIMEOUT", "does not answer"));
  };
  const timer = setInterval(send, timeoutMs);
  socket.on("message", receive).on("error", fail);
  signal.addEventListener("abort", abort);
  const ended = promise.finally(() => {
    clearInterval(timer);
    socket.off("message", receive).off("error", fail);
    signal.removeEventListener("abort", abort);
  });
  send();
  return ended;
}

function toUnreachable(cause: Error): TrackerError {
  return new TrackerError("UNREACHABLE", "cannot be reached", { cause });
}
