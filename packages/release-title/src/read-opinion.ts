import { classifyRelease, type ReleaseClass } from "./classify-release.ts";
import { FoldedName } from "./folded-name.ts";
import { readByRules, type RuleReading } from "./read-by-rules.ts";
import type { RuleOpinion } from "./token-features.ts";

/** What the rules make of a prepared name, with the places in the name that they mean. */
export interface OpinionReading extends RuleReading {
  opinion: RuleOpinion;
  /** What the name alone tells. */
  classified: ReleaseClass;
  folded: FoldedName;
}

/** Reads a prepared name by rules and finds the places of what they found. */
export function readOpinion(name: string): OpinionReading {
  const reading = readByRules(name);
  const { release, found } = reading;
  const folded = new FoldedName(name);
  const classified = classifyRelease({ title: release, name });
  const opinion: RuleOpinion = {
    title: folded.find(release.title),
    libraryTitle: folded.find(found.title ?? ""),
    group: release.group === undefined ? undefined : folded.find(release.group, "last"),
    libraryGroup: found.group === undefined ? undefined : folded.find(found.group, "last"),
    episodeTitle:
      release.episodeTitle === undefined ? undefined : folded.find(release.episodeTitle, "last"),
    contentType: classified.contentType,
  };
  return { ...reading, opinion, classified, folded };
}
