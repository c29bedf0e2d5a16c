import type { PlainMessageKey } from "../../lib/messages/translate.ts";

/** Programs with instructions of their own. */
export const PROGRAMS = ["sonarr", "radarr", "lidarr", "prowlarr", "other"] as const;
/** One program. */
export type Program = (typeof PROGRAMS)[number];

interface ProgramGuide {
  /** What it calls itself; null where no one program is meant. */
  name: string | null;
  /** Name of a key made for it. */
  keyName: string;
  /** What to do before the values are filled in, and after. */
  steps: readonly PlainMessageKey[];
}

/** How to connect each program. */
export const PROGRAM_GUIDES = {
  sonarr: {
    name: "Sonarr",
    keyName: "Sonarr",
    steps: ["connect.sonarr1", "connect.sonarr2", "connect.sonarr3", "connect.last"],
  },
  radarr: {
    name: "Radarr",
    keyName: "Radarr",
    steps: ["connect.radarr1", "connect.radarr2", "connect.radarr3", "connect.last"],
  },
  lidarr: {
    name: "Lidarr",
    keyName: "Lidarr",
    steps: ["connect.lidarr1", "connect.lidarr2", "connect.lidarr3", "connect.last"],
  },
  prowlarr: {
    name: "Prowlarr",
    keyName: "Prowlarr",
    steps: ["connect.prowlarr1", "connect.prowlarr2", "connect.prowlarr3", "connect.last"],
  },
  other: {
    name: null,
    keyName: "Feed reader",
    steps: ["connect.other1", "connect.other2", "connect.other3"],
  },
} as const satisfies Record<Program, ProgramGuide>;
