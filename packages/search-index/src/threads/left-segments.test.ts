import { expect, test, vi } from "vitest";

import { snapshotOf } from "../../test/snapshot-of.ts";
import type { Snapshot } from "../segment.ts";
import { LeftSegments } from "./left-segments.ts";

const SCHEMA = { columns: {} };

function stateOf(number: number): Snapshot {
  const snapshot = snapshotOf([{ id: 1, title: "Quiet Harbour" }], SCHEMA);
  snapshot.segments[0]!.segment.number = number;
  return snapshot;
}

/** Goes through states of which each leaves a segment behind; answers what watches the first. */
function passThrough(left: LeftSegments): WeakRef<object> {
  const first = stateOf(1);
  left.moveTo(first);
  left.moveTo(stateOf(2));
  return new WeakRef(first.segments[0]!.segment);
}

test("segments that were left behind are freed, those in use are not", async () => {
  const left = new LeftSegments(1);
  const gone = passThrough(left);
  const current = stateOf(3);
  left.moveTo(current);
  const used = new WeakRef(current.segments[0]!.segment);
  // An assertion about the segment itself would hold it.
  await vi.waitFor(() => expect(gone.deref() === undefined).toBe(true), 20_000);
  expect(used.deref()).toBe(current.segments[0]!.segment);
});
