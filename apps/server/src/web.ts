import type { IncomingMessage, Server, ServerResponse } from "node:http";
import path from "node:path";

import type { Environment } from "@minato/kit";

import { preferredLanguages, withPageContext } from "./page-context.ts";
import { createNonce, pagePolicy } from "./security-headers.ts";

/** Serves the web app from this process. */
export interface WebApp {
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  close: () => Promise<void>;
}

const DIRECTORY = path.join(import.meta.dirname, "../../web");

/** Loads Next only when the role is wanted: it takes a third of a second and 50 MB. */
export async function startWeb(env: Environment, server: Server, dev: boolean): Promise<WebApp> {
  process.env["MINATO_BASE_PATH"] = env.basePath;
  process.env["NEXT_TELEMETRY_DISABLED"] = "1";
  const next = await import("next");
  // The package is CommonJS: under nodenext its default export is the module itself.
  const createNext = next.default as unknown as typeof next.default.default;
  // Given the server, Next answers its upgrades itself; a second answer would break the first.
  const app = createNext({ dev, dir: DIRECTORY, customServer: true, httpServer: server });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle: (request, response) => {
      const nonce = createNonce();
      const policy = pagePolicy(nonce, dev);
      // Next reads the mark for its own scripts from the request.
      request.headers["content-security-policy"] = policy;
      response.setHeader("content-security-policy", policy);
      const languages = preferredLanguages(request);
      return withPageContext({ languages, nonce }, () => handle(request, response));
    },
    close: () => app.close(),
  };
}
