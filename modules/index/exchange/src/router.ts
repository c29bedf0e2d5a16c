import { procedure } from "@minato/kit";

import { ChangesInput, ChangesPage, listChanges } from "./list-changes.ts";

const changes = procedure("search")
  .route({
    method: "GET",
    path: "/changes",
    summary: "What changed in the index since a cursor",
    description:
      "Start with cursor=now before reading the whole index (GET /export), then ask again and " +
      "again with nextCursor: nothing is missed. 410 means that the cursor is older than changes " +
      "are kept: read the whole index anew. A torrent with infoHashV2 replaces one that was known " +
      "under the first 40 characters of it.",
    tags: ["Exchange"],
  })
  .errors({ GONE: { message: "Changes after this cursor are gone" } })
  .input(ChangesInput)
  .output(ChangesPage)
  .handler(({ context: { ctx }, input }) => listChanges(ctx, input));

/** Procedures of the module, by their names in the typed API. */
export const exchangeRouter = { changes: { list: changes } };
