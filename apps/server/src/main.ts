import { enableCompileCache } from "node:module";
import path from "node:path";

import { tuneAllocator } from "./tune-allocator.ts";

tuneAllocator();
// Saves about a quarter of the start; must be on before anything large is loaded.
enableCompileCache(path.join(import.meta.dirname, "../../../node_modules/.cache/compile"));

const { runServer } = await import("./run-server.ts");
await runServer(process.argv.includes("--dev"));
