import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";

import { AppError, assertScope, type HttpEnv } from "@minato/kit";
import { OpenAPIGenerator } from "@orpc/openapi";
import type { AnyRouter } from "@orpc/server";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";
import type { Hono } from "hono";

import { extraPaths } from "./extra-paths.ts";
import { version } from "./version.ts";

/** Swagger UI's own files, served from here so that the page works offline. */
const ASSETS: Readonly<Record<string, string>> = {
  "swagger-ui.css": "text/css; charset=utf-8",
  "swagger-ui-bundle.js": "text/javascript; charset=utf-8",
};

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Minato API</title>
<link rel="icon" href="../icon.svg">
<link rel="stylesheet" href="reference/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="reference/swagger-ui-bundle.js"></script>
<script src="reference/start.js"></script>
</body>
</html>
`;

/** The page draws with style attributes and pictures inside its style sheet. */
const PAGE_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
  "object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const START = `SwaggerUIBundle({
  url: new URL("v1/openapi.json", location.href).href,
  dom_id: "#reference",
  deepLinking: true,
  docExpansion: "none",
  validatorUrl: null,
});
`;

/** The OpenAPI document and a page to read and try it, for anyone who is signed in. */
export function documentationHttp(app: Hono<HttpEnv>, router: AnyRouter): void {
  const directory = path.dirname(
    createRequire(import.meta.url).resolve("swagger-ui-dist/package.json"),
  );
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
  app.get("/api/reference/start.js", (c) =>
    c.body(START, 200, { "content-type": "text/javascript; charset=utf-8" }),
  );
  app.get("/api/reference/:asset", async (c) => {
    const asset = c.req.param("asset");
    const type = Object.hasOwn(ASSETS, asset) ? ASSETS[asset] : undefined;
    if (type === undefined) throw new AppError("NOT_FOUND", "There is nothing here");
    const bytes = new Uint8Array(await readFile(path.join(directory, asset)));
    return c.body(bytes, 200, { "content-type": type, "cache-control": "private, max-age=86400" });
  });
}

/** Describes every procedure and the routes beside them (OpenAPI 3.1). */
export async function generateDocument(router: AnyRouter): Promise<unknown> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(router, {
    info: { title: "Minato", version },
    servers: [{ url: "./" }],
    security: [{ apiKey: [] }, { bearer: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: "apiKey", in: "header", name: "X-Api-Key" },
        bearer: { type: "http", scheme: "bearer" },
      },
    },
  });
  return { ...document, paths: { ...document.paths, ...extraPaths } };
}
