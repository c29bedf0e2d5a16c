/** A worker for tests whose names say what happens to it. */
import { threadId } from "node:worker_threads";

import { createEmptyReleaseTitle } from "./release-title.ts";
import { serveNames } from "./serve-names.ts";

serveNames((name) => {
  if (name.startsWith("hang")) for (;;);
  if (name.startsWith("throw")) throw new Error("unreadable");
  if (name.startsWith("exit")) process.exit(3);
  if (name.startsWith("hoard"))
    for (const hoard: unknown[] = []; ;) hoard.push(Array.from({ length: 1e5 }));
  if (name.startsWith("slow")) for (const end = performance.now() + 30; performance.now() < end;);
  return createEmptyReleaseTitle(name === "thread" ? `thread ${threadId}` : name);
});
