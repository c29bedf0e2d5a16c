import { classifyPrepared, type ReleaseClass } from "./classify-release.ts";
import type { ContentType } from "./content-type.ts";
import { FoldedName } from "./folded-name.ts";
import type { KindReading } from "./kinds/kind-reading.ts";
import { readKind } from "./kinds/read-kind.ts";
import { readByRules, type RuleReading } from "./read-by-rules.ts";
import type { RuleOpinion } from "./token-features.ts";

/** What the rules make of a prepared name, with the places in the name that they mean. */
export interface OpinionReading extends RuleReading {
  opinion: RuleOpinion;
  /** What the rules of its kind find, where it has some. */
  kind: KindReading | undefined;
  /** What the name alone tells. */
  classified: ReleaseClass;
  folded: FoldedName;
}

/** Reads a prepared name by rules and finds the places of what they found. */
export function readOpinion(name: string): OpinionReading {
  const reading = readByRules(name);
  const { release, found } = reading;
  const folded = new FoldedName(name);
  const classified = classifyPrepared({ title: release, name });
  const kind = readKind(classified.contentType, name);
  if (kind) applyKind(reading, kind, classified.contentType);
  const { group } = reading;
  // The same texts are looked for once.
  const title = folded.find(release.title);
  const place = group === undefined ? undefined : folded.find(group, "last");
  const opinion: RuleOpinion = {
    title,
    kindTitle: kind?.title === release.title ? title : kind && folded.find(kind.title),
    libraryTitle: found.title === release.title ? title : folded.find(found.title ?? ""),
    group: place,
    libraryGroup: found.group === group ? place : folded.find(found.group ?? "", "last"),
    episodeTitle:
      release.episodeTitle === undefined ? undefined : folded.find(release.episodeTitle, "last"),
    contentType: classified.contentType,
  };
  return { ...reading, opinion, kind, classified, folded };
}

/** The rules of a kind know better than those for films where its title and its makers stand. */
function applyKind(reading: RuleReading, kind: KindReading, type: ContentType): void {
  const { release } = reading;
  // Both have their strengths in anime; the tagger hears both.
  if (type === "anime") {
    reading.group ??= kind.group;
    return;
  }
  release.title = kind.title;
  if (kind.artist !== undefined) release.artist = kind.artist;
  if (kind.group !== undefined) reading.group = kind.group;
  if (kind.year !== undefined) release.year = kind.year;
  if (kind.appVersion !== undefined) release.appVersion = kind.appVersion;
  if (kind.issue !== undefined) release.issue = kind.issue;
}
