import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { LiveConnection, type LiveEvent, type LiveState } from "./live-connection.ts";

interface Stream {
  signal: AbortSignal;
  tell: (event: LiveEvent) => void;
  end: () => void;
  fail: (error: Error) => void;
}

let streams: Stream[];
let changed: (readonly string[])[];
let states: LiveState[];
let tab: EventTarget & { hidden: boolean };
let connection: LiveConnection;

beforeEach(() => {
  vi.useFakeTimers();
  streams = [];
  changed = [];
  states = [];
  tab = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal("document", tab);
  vi.stubGlobal("window", new EventTarget());
  connection = new LiveConnection({
    open,
    onChanged: (topics) => changed.push(topics),
    onState: (state) => states.push(state),
    isFinal: ({ message }: Error) => message === "signed out",
  } as ConstructorParameters<typeof LiveConnection>[0]);
  connection.start();
});

afterEach(() => {
  connection.stop();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("what changed is passed on; after a gap all topics count as changed", async () => {
  await tell(0, { kind: "open", topics: ["jobs", "runs"] });
  expect([changed, states.at(-1)]).toEqual([[], "live"]);
  await tell(0, { kind: "changed", topics: ["jobs"] });
  await tell(0, { kind: "quiet", topics: [] });
  expect(changed).toEqual([["jobs"]]);
  streams[0]?.end();
  await vi.advanceTimersByTimeAsync(2000);
  await tell(1, { kind: "open", topics: ["jobs", "runs"] });
  expect(changed).toEqual([["jobs"], ["jobs", "runs"]]);
});

test("a hidden tab has no stream, and one that is seen again has one at once", async () => {
  await tell(0, { kind: "open", topics: ["jobs"] });
  show(false);
  expect([streams[0]?.signal.aborted, states.at(-1)]).toEqual([true, "paused"]);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(streams).toHaveLength(1);
  show(true);
  await tell(1, { kind: "open", topics: ["jobs"] });
  expect(changed).toEqual([["jobs"]]);
});

test("a server that is away is asked less and less often, up to once a minute or so", async () => {
  const waits: number[] = [];
  for (let round = 0; round < 10; round++) {
    streams.at(-1)?.fail(new Error("away"));
    const before = Date.now();
    const count = streams.length;
    await vi.advanceTimersByTimeAsync(0);
    while (streams.length === count) await vi.advanceTimersByTimeAsync(100);
    waits.push(Date.now() - before);
  }
  expect(waits[0]).toBeLessThan(1500);
  expect(waits[3]).toBeGreaterThan(5000);
  expect(Math.max(...waits)).toBeGreaterThan(44_000);
  expect(Math.max(...waits)).toBeLessThan(80_000);
});

test("a connection that was lost in the device's sleep is opened anew", async () => {
  await tell(0, { kind: "open", topics: ["jobs"] });
  vi.setSystemTime(Date.now() + 3_600_000);
  await vi.advanceTimersByTimeAsync(5000);
  expect([streams.length, streams[0]?.signal.aborted]).toEqual([2, true]);
});

test("nothing is asked any more once the session has ended", async () => {
  streams[0]?.fail(new Error("signed out"));
  await vi.advanceTimersByTimeAsync(300_000);
  expect(streams).toHaveLength(1);
});

async function tell(stream: number, event: LiveEvent): Promise<void> {
  await vi.advanceTimersByTimeAsync(0);
  streams[stream]?.tell(event);
  await vi.advanceTimersByTimeAsync(0);
}

function show(isSeen: boolean): void {
  tab.hidden = !isSeen;
  tab.dispatchEvent(new Event("visibilitychange"));
}

/** A stream that the test writes. */
async function open(signal: AbortSignal): Promise<AsyncIterable<LiveEvent>> {
  const { readable, writable } = new TransformStream<LiveEvent, LiveEvent>();
  const writer = writable.getWriter();
  streams.push({
    signal,
    tell: (event) => void writer.write(event).catch(settle),
    end: () => void writer.close().catch(settle),
    fail: (reason) => void writer.abort(reason).catch(settle),
  });
  return readable;
}

/** A stream that its reader has left cannot be written. */
function settle(): void {}
