import { defineSettings } from "@minato/kit";
import { z } from "zod";

/** Settings of notifications. */
export const notificationsSettings = defineSettings(
  "notifications",
  z.object({
    privateHosts: z
      .string()
      .trim()
      .max(2000)
      .default("")
      .describe(
        "Names or addresses in the local network that webhooks of people may go to, with commas between them; empty: none",
      ),
    silentSourceHours: z
      .int()
      .min(1)
      .max(720)
      .default(24)
      .describe("A source that used to send counts as silent after so many hours without anything")
      .meta({ unit: "hours" }),
    keptDays: z
      .int()
      .min(1)
      .max(3650)
      .default(90)
      .describe("How long notifications are kept")
      .meta({ unit: "days" }),
    keptPerPerson: z
      .int()
      .min(10)
      .max(10_000)
      .default(500)
      .describe("How many notifications are kept for each person"),
  }),
);

/** The hosts of the local network that people's addresses may name. */
export function readPrivateHosts(text: string): string[] {
  return text
    .split(",")
    .map((host) => host.trim().toLowerCase())
    .filter((host) => host !== "");
}
