import { decideContentType } from "./content-decision.ts";
import type { ContentType } from "./content-type.ts";
import { readFileShape, readSingleFileShape, type ReleaseFile } from "./file-shape.ts";
import { toSignalText } from "./name-signals.ts";
import { prepareName } from "./prepare-name.ts";
import { listCategories } from "./release-categories.ts";
import type { ReleaseTitle } from "./release-title.ts";

/** What is known of a release. */
export interface ReleaseDescription {
  /** The name as it was read. */
  title: ReleaseTitle;
  /** The name as it was given. */
  name: string;
  /** Files of the torrent; without them the name's own extension has to do. */
  files?: readonly ReleaseFile[];
  /** Newznab numbers its source gave; believed where name and files say nothing. */
  categories?: readonly number[];
  /** What it is for certain, because a person or a rule said so: only its categories are found. */
  contentType?: ContentType;
}

/** What a release is. */
export interface ReleaseClass {
  contentType: ContentType;
  /** Newznab numbers in ascending order: a parent and at least one child. */
  categories: number[];
}

/**
 * Tells what a release is from its name, its files and its source's categories together. Costs
 * microseconds and is safe on any name: its patterns are linear and see a bounded text.
 */
export function classifyRelease(description: ReleaseDescription): ReleaseClass {
  return classifyPrepared({ ...description, name: prepareName(description.name) });
}

/** The same for a release whose name is prepared. */
export function classifyPrepared(description: ReleaseDescription): ReleaseClass {
  const { title, name, categories: given = [] } = description;
  const text = toSignalText(name);
  const hasFiles = (description.files?.length ?? 0) > 0;
  const files = hasFiles ? readFileShape(description.files ?? []) : readSingleFileShape(name);
  const hint =
    given.map((id) => TYPE_OF_CHILD[id]).find(Boolean) ??
    given.map((id) => TYPE_OF_PARENT[Math.floor(id / 1000) * 1000]).find(Boolean);
  const contentType =
    description.contentType ?? decideContentType({ title, text, files, hasFiles, hint });
  return { contentType, categories: listCategories(contentType, { title, text, files, given }) };
}

/** Children that say more than their parent. */
const TYPE_OF_CHILD: Readonly<Record<number, ContentType>> = {
  3030: "audiobook",
  4050: "game",
  5060: "sport",
  5070: "anime",
  7010: "magazine",
  7030: "comic",
};
const TYPE_OF_PARENT: Readonly<Record<number, ContentType>> = {
  1000: "game",
  2000: "movie",
  3000: "music",
  4000: "software",
  5000: "tv",
  6000: "adult",
  7000: "ebook",
};
