import { parentPort, workerData } from "node:worker_threads";

import type { PendingMerge } from "../index-writer.ts";
import { mergeSegments } from "../merge-segments.ts";
import { writeSegment } from "../segment-file.ts";

// Started by the writer thread for one merge.
const { parts, number, file } = workerData as PendingMerge;
const merged = mergeSegments(parts, number);
writeSegment(file, merged);
parentPort?.postMessage(merged, []);
