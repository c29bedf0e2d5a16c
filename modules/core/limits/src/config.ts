import { defineSettings } from "@minato/kit";
import { z } from "zod";

const perMinute = (count: number, what: string) =>
  z
    .int()
    .min(0)
    .max(1_000_000)
    .default(count)
    .describe(`${what}; 0 for any number. The key of API_KEY is not bound by it.`)
    .meta({ unit: "perMinute" });

/** Requests a minute. Each limit may be used up at once and fills up evenly. */
export const limitsSettings = defineSettings(
  "limits",
  z.object({
    search: perMinute(600, "Searches and suggestions each key or person may ask for in a minute"),
    ingest: perMinute(6000, "Requests that add torrents, each key or person, in a minute"),
    downloads: perMinute(600, "Downloads of .torrent files, each key or person, in a minute"),
    other: perMinute(1800, "All other requests each key or person may make in a minute"),
    signIn: perMinute(
      30,
      "Requests about signing in, registering and passwords from one network in a minute",
    ),
    refused: perMinute(
      120,
      "Wrong keys and tokens from one network in a minute; what comes beyond is not even looked at",
    ),
    address: perMinute(
      6000,
      "Requests from one network in a minute, whoever sends them: an IPv4 address or an IPv6 /64",
    ),
  }),
);
