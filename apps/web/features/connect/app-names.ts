import type { ApiInputs } from "../../lib/orpc.ts";

/** One kind of program that this index can be added to. */
export type AppKind = ApiInputs["connect"]["add"]["kind"];

/** Programs as they name themselves. */
export const APP_NAMES = {
  sonarr: "Sonarr",
  radarr: "Radarr",
  lidarr: "Lidarr",
  prowlarr: "Prowlarr",
} as const satisfies Record<AppKind, string>;

/** The port each listens on unless told otherwise. */
export const APP_PORTS = {
  sonarr: 8989,
  radarr: 7878,
  lidarr: 8686,
  prowlarr: 9696,
} as const satisfies Record<AppKind, number>;
