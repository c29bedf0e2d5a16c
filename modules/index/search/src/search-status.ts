import { z } from "zod";

/** How the search engine of a process is, and how far its index follows the database. */
export const SearchStatus = z.object({
  engine: z.string().describe("embedded, postgres, or the name of the server"),
  status: z.enum(["ready", "starting", "degraded"]),
  reason: z.string().optional(),
  indexed: z.int().optional().describe("Torrents in an index of its own"),
  progress: z.number().optional().describe("Share of a rebuild that is done, 0 to 1"),
  lagSeconds: z.int().optional().describe("Age of the oldest change that is not in the index yet"),
  pending: z.int().optional().describe("Changed torrents that are not in the index yet"),
});

/** How the search engine of a process is, and how far its index follows the database. */
export type SearchStatus = z.output<typeof SearchStatus>;
