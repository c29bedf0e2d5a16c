import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

import { findFreePort } from "./start-server.ts";

/** Debian's opentracker, a tracker in C; undefined where it is not installed. */
export const OPENTRACKER_PATH = ["/usr/bin/opentracker"].find(isExecutable);

/** A tracker on this machine, over HTTP and UDP. */
export interface RunningTracker {
  port: number;
  /** Announces a peer of its own as a client does over HTTP. */
  announce: (infoHash: Uint8Array, peer: { port: number; isSeeder: boolean }) => Promise<void>;
  close: () => Promise<void>;
}

const WHITELIST = "whitelist";
const START_MS = 10_000;

/** Starts a tracker for these torrents alone, as Debian builds it; it knows no peers yet. */
export async function startOpentracker(infoHashes: readonly Uint8Array[]): Promise<RunningTracker> {
  if (OPENTRACKER_PATH === undefined) throw new Error("opentracker is not installed");
  const port = await findFreePort();
  const directory = await mkdtemp(join(tmpdir(), "minato-opentracker-"));
  const allowed = infoHashes.map((infoHash) => `${Buffer.from(infoHash).toString("hex")}\n`);
  await writeFile(join(directory, WHITELIST), allowed.join(""));
  // It reads the list as another user, from inside its directory.
  await chmod(directory, 0o755);
  const address = ["-i", "127.0.0.1", "-p", `${port}`, "-P", `${port}`];
  const child = spawn(OPENTRACKER_PATH, [...address, "-d", directory, "-w", WHITELIST], {
    stdio: "ignore",
  });
  const closed = new Promise<void>((resolve) => child.once("close", () => resolve()));
  await waitUntilUp(port, () => child.exitCode);
  return {
    port,
    announce: (infoHash, peer) => announce(port, infoHash, peer),
    async close() {
      child.kill();
      await closed;
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function announce(
  port: number,
  infoHash: Uint8Array,
  peer: { port: number; isSeeder: boolean },
): Promise<void> {
  const left = peer.isSeeder ? 0 : 1000;
  const peerId = `-MT0001-${peer.port.toString().padStart(12, "0")}`;
  const query = [
    `info_hash=${Buffer.from(infoHash).toString("hex").replaceAll(/../g, "%$&")}`,
    `peer_id=${peerId}&port=${peer.port}&uploaded=0&downloaded=0&left=${left}&compact=1`,
  ].join("&");
  const response = await fetch(`http://127.0.0.1:${port}/announce?${query}&event=started`);
  const text = await response.text();
  if (!text.startsWith("d") || text.includes("failure reason")) {
    throw new Error(`no announce: ${text}`);
  }
}

async function waitUntilUp(port: number, exitCode: () => number | null): Promise<void> {
  const until = performance.now() + START_MS;
  for (;;) {
    const isUp = await fetch(`http://127.0.0.1:${port}/stats`).then(
      () => true,
      () => false,
    );
    if (isUp) return;
    const code = exitCode();
    if (code !== null || performance.now() > until) {
      throw new Error(`opentracker does not start (exit code ${code})`);
    }
    await delay(50);
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
