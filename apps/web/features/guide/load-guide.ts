import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

import { basePath } from "../../lib/base-path.ts";
import { guideDirectory, listPictures } from "./guide-pictures.ts";
import { renderGuide } from "./render-guide.ts";

/** One page of the user's guide. */
export interface GuidePage {
  name: string;
  title: string;
  /** Its sections, for the list beside it. */
  sections: readonly { id: string; title: string }[];
  html: string;
}

/** What one reads first comes first; pages that are not named here follow. */
const ORDER = [
  "getting-started",
  "dashboard",
  "adding-torrents",
  "searching",
  "names-and-rules",
  "sonarr-radarr-prowlarr",
  "accounts",
  "notifications",
  "configuration",
  "reverse-proxy",
  "operations",
  "search-engines",
  "api",
  "troubleshooting",
];

let kept: Promise<GuidePage[]> | undefined;

/** All pages of the guide in reading order; a built app reads them once. */
export function loadGuide(): Promise<GuidePage[]> {
  if (process.env.NODE_ENV !== "production") return readGuide();
  kept ??= readGuide();
  return kept;
}

async function readGuide(): Promise<GuidePage[]> {
  const directory = path.join(guideDirectory(), "content");
  const files = (await readdir(directory)).filter((file) => file.endsWith(".md"));
  const pictures = await listPictures();
  const pages = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(directory, file), "utf8");
      const rendered = renderGuide(text, { root: `${basePath}/docs`, pictures });
      return { name: path.basename(file, ".md"), ...rendered };
    }),
  );
  return pages.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
}

/** Where a page of the guide lies. */
export function guidePath(name: string): string {
  return name === ORDER[0] ? "/docs" : `/docs/${name}`;
}

function rank({ name }: { name: string }): number {
  const position = ORDER.indexOf(name);
  return position === -1 ? ORDER.length : position;
}
