import type { MetadataRoute } from "next";

import { basePath, rootPath } from "../lib/base-path.ts";
import { t } from "../lib/messages/translate.ts";

/** Drawn for each reader: names are in their language. */
export const dynamic = "force-dynamic";

/** What a device needs to install the app (Web Application Manifest). */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: rootPath,
    name: t("app.name"),
    short_name: t("app.name"),
    description: t("app.tagline"),
    start_url: rootPath,
    scope: rootPath,
    display: "standalone",
    background_color: "#0a1017",
    theme_color: "#0a1017",
    categories: ["utilities"],
    icons: [
      { src: `${basePath}/icons/icon-192.png`, sizes: "192x192", type: "image/png" },
      { src: `${basePath}/icons/icon-512.png`, sizes: "512x512", type: "image/png" },
      {
        src: `${basePath}/icons/maskable-512.png`,
        sizes: "512x512",
        type: "image/png",
        purpose: "maskable",
      },
    ],
    shortcuts: [
      { name: t("nav.search"), url: rootPath },
      { name: t("nav.add"), url: `${basePath}/add` },
    ],
  };
}
