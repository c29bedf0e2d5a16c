import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { AppError, assertScope, type HttpEnv } from "@minato/kit";
import type { AnyRouter } from "@orpc/server";
import type { Hono } from "hono";

import { generateDocument } from "./documentation/generate-document.ts";

const SWAGGER = path.dirname(
  createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"),
);
const OWN = path.join(import.meta.dirname, "documentation");

/** Served from here, so that the page works offline: its directory and its type, by name. */
const ASSETS: Readonly<Record<string, readonly [directory: string, type: string]>> = {
  "swagger-ui.css": [SWAGGER, "text/css; charset=utf-8"],
  "swagger-ui-bundle.js": [SWAGGER, "text/javascript; charset=utf-8"],
  "reference.css": [OWN, "text/css; charset=utf-8"],
  "reference.js": [OWN, "text/javascript; charset=utf-8"],
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Minato API</title>
<link rel="icon" href="../icon.svg">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="reference/swagger-ui.css">
<link rel="stylesheet" href="reference/reference.css">
<script src="reference/reference.js"></script>
</head>
<body>
<div id="reference"></div>
<script src="reference/swagger-ui-bundle.js"></script>
</body>
</html>
`;

/** The page draws with style attributes and pictures inside its style sheet. */
const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

/** The OpenAPI document and a page to read and try it, for anyone who is signed in. */
export function documentationHttp(app: Hono<HttpEnv>, router: AnyRouter): void {
  let document: Promise<unknown> | undefined;

  app.use("/api/reference/*", async (c, next) => {
    assertScope(c.var.request.principal, "search");
    await next();
  });
  app.get("/api/v1/openapi.json", async (c) => {
    assertScope(c.var.request.principal, "search");
    document ??= generateDocument(router);
    return c.json((await document) as object);
  });
  app.get("/api/reference", (c) => {
    assertScope(c.var.request.principal, "search");
    return c.html(PAGE, 200, { "content-security-policy": PAGE_POLICY });
  });
  app.get("/api/reference/:asset", async (c) => {
    const name = c.req.param("asset");
    const asset = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
    if (asset === undefined) throw new AppError("NOT_FOUND", "There is nothing here");
    const [directory, type] = asset;
    const bytes = new Uint8Array(await readFile(path.join(directory, name)));
    return c.body(bytes, 200, { "content-type": type, "cache-control": "private, max-age=86400" });
  });
}
