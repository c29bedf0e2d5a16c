import "./provide.ts";
import { AppError, procedure } from "@minato/kit";
import { parseInfoHash } from "@minato/metainfo";
import { z } from "zod";

import { Scrape, scrapeTorrent } from "./scrape-torrent.ts";

const BUSY_SECONDS = 5;

const scrape = procedure("search")
  .route({
    method: "POST",
    path: "/torrents/{infoHash}/scrape",
    summary: "Ask the trackers of a torrent for its swarm numbers now",
    description:
      "Answers with what each tracker said and keeps the numbers as a report of the source " +
      "“trackers”. Within a minute the same answer is given again.",
    tags: ["Torrents"],
  })
  .errors({
    NOT_FOUND: { message: "No torrent with this info hash" },
    CONFLICT: { message: "No public tracker of this torrent is known" },
    SERVICE_UNAVAILABLE: {},
  })
  .input(z.object({ infoHash: z.string().describe("40 hex, 32 base32 or 64 hex characters") }))
  .output(Scrape)
  .handler(({ context: { ctx }, input }) => {
    const hash = parseInfoHash(input.infoHash);
    const key = hash === undefined ? input.infoHash : Buffer.from(hash).toString("hex");
    const now = ctx.now().getTime();
    const recent = ctx.scrapes.find(key, now);
    if (recent !== undefined) return recent;
    if (ctx.scrapes.isBusy) {
      throw new AppError("SERVICE_UNAVAILABLE", "Many torrents are being asked for; try again", {
        retryAfterSeconds: BUSY_SECONDS,
      });
    }
    return ctx.scrapes.run(key, now, () => scrapeTorrent(ctx, input.infoHash));
  });

/** Procedures of the module, by their names in the typed API. */
export const scrapeRouter = { torrents: { scrape } };
