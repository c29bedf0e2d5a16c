import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** How much a trait counts for the order of results. */
function weight(initial: number, what: string) {
  return z.number().min(0).max(1).default(initial).describe(what);
}

const TEXT = "how well the title answers the words";
const SEEDERS = "the number of seeders";
const AGE = "how new it is";

/** What searches look at, and how they order what they find. */
export const searchSettings = defineSettings(
  "search",
  z.object({
    indexFileNames: z
      .boolean()
      .default(false)
      .describe(
        "Whether torrents are also found by the names of their files, behind those found by their " +
          "title. The index takes more memory and twice the time to build. Takes effect at the next " +
          "start, which builds the index anew",
      ),
    bestText: weight(1, `Best match: what ${TEXT} counts, from 0 to 1`),
    bestSeeders: weight(0.3, `Best match: what ${SEEDERS} counts, from 0 to 1`),
    bestAge: weight(0.05, `Best match: what ${AGE} counts, from 0 to 1`),
    healthiestText: weight(0.35, `Healthiest: what ${TEXT} counts, from 0 to 1`),
    healthiestSeeders: weight(1, `Healthiest: what ${SEEDERS} counts, from 0 to 1`),
    healthiestAge: weight(0.05, `Healthiest: what ${AGE} counts, from 0 to 1`),
    newestText: weight(0.35, `Newest: what ${TEXT} counts, from 0 to 1`),
    newestSeeders: weight(0.1, `Newest: what ${SEEDERS} counts, from 0 to 1`),
    newestAge: weight(1, `Newest: what ${AGE} counts, from 0 to 1`),
    countQueries: z
      .boolean()
      .default(true)
      .describe(
        "Whether texts that found nothing or took long are remembered until the next start, without " +
          "who searched, for administrators to look at",
      ),
  }),
);
