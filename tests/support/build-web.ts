import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

import { ROOT } from "./start-server.ts";

/**
 * Builds the web app for a base path beside the build that `npm start` serves, and gives the
 * environment variables with which a server serves it.
 */
export async function buildWeb(basePath: string): Promise<Record<string, string>> {
  const folder = `.next/below${basePath.replaceAll("/", "-")}`;
  const child = spawn(
    process.execPath,
    [path.join(ROOT, "node_modules/next/dist/bin/next"), "build"],
    {
      cwd: path.join(ROOT, "apps/web"),
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        MINATO_BASE_PATH: basePath,
        MINATO_WEB_BUILD: folder,
      },
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (text: string) => (output += text));
  }
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new Error(`the web app was not built: ${output}`);
  return { MINATO_WEB_BUILD: folder };
}
