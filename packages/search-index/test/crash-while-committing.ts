import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

import { SCHEMA } from "./random-documents.ts";

// Commits a change and dies before the n-th sync or rename; run by a test.
const [directory = "", step = "", survived = "0"] = process.argv.slice(2);
let left = Number(survived);

function dieInTime(): void {
  if (left-- === 0) process.kill(process.pid, "SIGKILL");
}

const { renameSync, fsyncSync } = fs;
if (step === "rename") {
  fs.renameSync = (...args) => {
    dieInTime();
    renameSync(...args);
  };
} else {
  fs.fsyncSync = (handle) => {
    dieInTime();
    fsyncSync(handle);
  };
}
syncBuiltinESMExports();

const { IndexWriter } = await import("../src/index-writer.ts");
const writer = new IndexWriter({ directory, schema: SCHEMA, patchFlushMs: 0 });
writer.load();
writer.apply([
  { kind: "delete", id: 1 },
  { kind: "put", document: { id: 3, title: "Charge" } },
  { kind: "patch", id: 2, values: { seeders: 5 } },
]);
writer.commit("cursor 2");
