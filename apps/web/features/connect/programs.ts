import { t } from "../../lib/messages/translate.ts";

/** Programs with instructions of their own. */
export const PROGRAMS = ["sonarr", "radarr", "lidarr", "prowlarr", "other"] as const;
/** One program. */
export type Program = (typeof PROGRAMS)[number];

interface ProgramGuide {
  name: string;
  /** Name of a key made for it. */
  keyName: string;
  /** What to do before the values are filled in, and after. */
  steps: readonly string[];
}

/** How to connect each program. */
export const PROGRAM_GUIDES = {
  sonarr: {
    name: "Sonarr",
    keyName: "Sonarr",
    steps: [t("connect.sonarr1"), t("connect.sonarr2"), t("connect.sonarr3"), t("connect.last")],
  },
  radarr: {
    name: "Radarr",
    keyName: "Radarr",
    steps: [t("connect.radarr1"), t("connect.radarr2"), t("connect.radarr3"), t("connect.last")],
  },
  lidarr: {
    name: "Lidarr",
    keyName: "Lidarr",
    steps: [t("connect.lidarr1"), t("connect.lidarr2"), t("connect.lidarr3"), t("connect.last")],
  },
  prowlarr: {
    name: "Prowlarr",
    keyName: "Prowlarr",
    steps: [
      t("connect.prowlarr1"),
      t("connect.prowlarr2"),
      t("connect.prowlarr3"),
      t("connect.last"),
    ],
  },
  other: {
    name: t("connect.otherProgram"),
    keyName: "Feed reader",
    steps: [t("connect.other1"), t("connect.other2"), t("connect.other3")],
  },
} as const satisfies Record<Program, ProgramGuide>;
