import { procedure } from "@minato/kit";
import { z } from "zod";

import { addApp, NewApp } from "./add-app.ts";
import { checkApp } from "./check-app.ts";
import { ConnectedApp } from "./connected-app.ts";
import { listApps } from "./find-app.ts";
import { RemovedApp, removeApp } from "./remove-app.ts";
import { renewApp } from "./renew-app.ts";

const tags = ["Connected programs"];
const ERRORS = { UNAUTHORIZED: {}, FORBIDDEN: {} };
const Numbered = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

const list = procedure("admin")
  .route({
    method: "GET",
    path: "/connect/apps",
    summary: "List the programs that have this index among their indexers",
    tags,
  })
  .errors(ERRORS)
  .input(z.object({}).optional())
  .output(z.object({ items: z.array(ConnectedApp) }))
  .handler(async ({ context }) => ({ items: await listApps(context.ctx) }));

const add = procedure("admin")
  .route({
    method: "POST",
    path: "/connect/apps",
    summary: "Add this index to Sonarr, Radarr, Lidarr or Prowlarr",
    tags,
  })
  .errors({ BAD_REQUEST: {}, ...ERRORS, NOT_FOUND: {} })
  .input(NewApp)
  .output(ConnectedApp)
  .handler(({ context, input }) => addApp(context, input));

const check = procedure("admin")
  .route({
    method: "POST",
    path: "/connect/apps/{id}/check",
    summary: "Look how a connected program is now",
    tags,
  })
  .errors({ BAD_REQUEST: {}, ...ERRORS, NOT_FOUND: {} })
  .input(Numbered)
  .output(ConnectedApp)
  .handler(({ context, input }) => checkApp(context.ctx, input.id));

const renew = procedure("admin")
  .route({
    method: "POST",
    path: "/connect/apps/{id}/renew",
    summary: "Give a connected program a new key and put its indexer in order",
    tags,
  })
  .errors({ BAD_REQUEST: {}, ...ERRORS, NOT_FOUND: {}, CONFLICT: {} })
  .input(Numbered)
  .output(ConnectedApp)
  .handler(({ context, input }) => renewApp(context, input.id));

const remove = procedure("admin")
  .route({
    method: "DELETE",
    path: "/connect/apps/{id}",
    summary: "Take this index out of a program and revoke the key it had",
    tags,
  })
  .errors({ BAD_REQUEST: {}, ...ERRORS, NOT_FOUND: {} })
  .input(Numbered)
  .output(RemovedApp)
  .handler(({ context, input }) => removeApp(context, input.id));

/** Procedures of the module, by their names in the typed API. */
export const connectRouter = { connect: { list, add, check, renew, remove } };
