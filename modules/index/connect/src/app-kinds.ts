/** Programs that indexers are added to, as their API documents describe them. */
export const APP_KINDS = ["sonarr", "radarr", "lidarr", "prowlarr"] as const;

/** One of these programs. */
export type AppKind = (typeof APP_KINDS)[number];

/** How a program is spoken to. */
export interface AppDescription {
  /** As it names itself. */
  name: string;
  apiPath: "/api/v1" | "/api/v3";
  /** Values of its fields beside address and key; a parent category means its children too. */
  fields: Readonly<Record<string, readonly number[]>>;
}

export const APPS: Readonly<Record<AppKind, AppDescription>> = {
  sonarr: {
    name: "Sonarr",
    apiPath: "/api/v3",
    fields: { categories: [5000, 5030, 5040, 5045], animeCategories: [5070] },
  },
  radarr: {
    name: "Radarr",
    apiPath: "/api/v3",
    fields: { categories: [2000, 2030, 2040, 2045] },
  },
  lidarr: { name: "Lidarr", apiPath: "/api/v1", fields: { categories: [3000, 3010, 3040] } },
  prowlarr: { name: "Prowlarr", apiPath: "/api/v1", fields: {} },
};
