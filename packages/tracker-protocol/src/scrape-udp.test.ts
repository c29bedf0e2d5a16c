import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";

import { OPENTRACKER_PATH, startOpentracker } from "@minato/tests/support/start-opentracker";
import { afterEach, expect, test } from "vitest";

import { scrapeUdp } from "./scrape-udp.ts";

const INFO_HASH = Buffer.from("0102030405060708091011121314151617181920", "hex");
const QUICK = { timeoutMs: 100, attempts: 2 };
const CONNECTION_ID = Buffer.from("a1a2a3a4a5a6a7a8", "hex");

type Answer = (packet: Buffer) => Buffer | undefined;

let server: Socket | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

test.skipIf(OPENTRACKER_PATH === undefined)("opentracker tells its peers", async () => {
  const tracker = await startOpentracker([INFO_HASH]);
  try {
    await tracker.announce(INFO_HASH, { port: 7001, isSeeder: true });
    await tracker.announce(INFO_HASH, { port: 7002, isSeeder: false });
    await tracker.announce(INFO_HASH, { port: 7003, isSeeder: false });
    const counts = await scrapeUdp({ address: "127.0.0.1", port: tracker.port }, INFO_HASH);
    expect(counts).toEqual({ seeders: 1, leechers: 2, snatches: 0 });
  } finally {
    await tracker.close();
  }
});

test("a packet that is lost is sent again", async () => {
  let received = 0;
  const tracker = await listen((packet) => (received++ === 0 ? undefined : reply(packet)));
  expect(await scrapeUdp(tracker, INFO_HASH, QUICK)).toEqual({
    seeders: 5,
    snatches: 6,
    leechers: 7,
  });
});

test("an answer to another transaction is passed over", async () => {
  const tracker = await listen((packet) => {
    const foreign = Buffer.from(reply(packet));
    foreign.writeUInt32BE((foreign.readUInt32BE(4) + 1) >>> 0, 4);
    return foreign;
  });
  await expect(scrapeUdp(tracker, INFO_HASH, QUICK)).rejects.toMatchObject({ code: "TIMEOUT" });
});

test("a tracker's error is told in its words", async () => {
  const tracker = await listen((packet) =>
    Buffer.concat([Buffer.from([0, 0, 0, 3]), packet.subarray(12, 16), Buffer.from("go away")]),
  );
  await expect(scrapeUdp(tracker, INFO_HASH, QUICK)).rejects.toMatchObject({
    code: "REFUSED",
    message: "go away",
  });
});

test.each([
  ["too short", (packet: Buffer) => reply(packet).subarray(0, 12)],
  ["of another action", (packet: Buffer) => withAction(reply(packet), 9)],
  ["impossible", (packet: Buffer) => reply(packet, 2 ** 32 - 1)],
] as const)("an answer that is %s is refused", async (_, answer) => {
  const tracker = await listen(answer);
  await expect(scrapeUdp(tracker, INFO_HASH, QUICK)).rejects.toMatchObject({ code: "MALFORMED" });
});

test("nobody there, and nobody who waits any more", async () => {
  const { port } = await listen(() => undefined);
  server?.close();
  server = undefined;
  await expect(scrapeUdp({ address: "127.0.0.1", port }, INFO_HASH, QUICK)).rejects.toMatchObject({
    code: expect.stringMatching(/UNREACHABLE|TIMEOUT/),
  });
  const silent = await listen(() => undefined);
  const signal = AbortSignal.timeout(50);
  await expect(scrapeUdp(silent, INFO_HASH, { signal })).rejects.toThrow("timeout");
});

test.each(["255.255.255.255", "fe80::1"])("%s cannot be connected to", async (address) => {
  const tracker = { address, port: 6969 };
  await expect(scrapeUdp(tracker, INFO_HASH, QUICK)).rejects.toMatchObject({
    code: "UNREACHABLE",
  });
});

async function listen(answer: Answer): Promise<{ address: string; port: number }> {
  const socket = createSocket("udp4");
  server = socket;
  socket.on("message", (packet, { port, address }) => {
    const packetBack = answer(packet);
    if (packetBack !== undefined) socket.send(packetBack, port, address);
  });
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  return { address: "127.0.0.1", port: socket.address().port };
}

/** What a tracker says to a connect or a scrape request (BEP 15). */
function reply(packet: Buffer, seeders = 5): Buffer {
  const action = packet.readUInt32BE(8);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(action, 0);
  packet.copy(head, 4, 12, 16);
  if (action === 0) return Buffer.concat([head, CONNECTION_ID]);
  if (!packet.subarray(0, 8).equals(CONNECTION_ID)) return Buffer.alloc(0);
  const counts = Buffer.alloc(12);
  [seeders, 6, 7].forEach((count, index) => counts.writeUInt32BE(count, index * 4));
  return Buffer.concat([head, counts]);
}

function withAction(packet: Buffer, action: number): Buffer {
  const changed = Buffer.from(packet);
  changed.writeUInt32BE(action, 0);
  return changed;
}
