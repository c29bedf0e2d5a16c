import { classifyPrepared, type ReleaseClass } from "./classify-release.ts";
import type { ReleaseFile } from "./file-shape.ts";
import { addReadings } from "./locate-fields.ts";
import { findSystem, toSignalText } from "./name-signals.ts";
import { prepareName } from "./prepare-name.ts";
import { readOpinion, type OpinionReading } from "./read-opinion.ts";
import { dropDisc } from "./read-parts.ts";
import type { ReleaseTitle } from "./release-title.ts";
import { resolveFields, settleByKind } from "./resolve-fields.ts";
import { loadTaggerModel, type TaggerModel } from "./tagger-model.ts";

/** What is known of a release beside its name. */
export interface ReadingOptions {
  /** Files of the torrent; they decide what it is before its name does. */
  files?: readonly ReleaseFile[];
  /** What a source says of it. */
  hints?: {
    /** Newznab numbers. */
    categories?: readonly number[];
  };
  /** Model of the tagger; the one that comes with the package. */
  model?: TaggerModel;
}

let shippedModel: TaggerModel | undefined;

/**
 * Reads a release name: rules first, then the tagger, which settles what is title and what is
 * group. Every field that holds something has an entry in `readings`. Never throws and looks at no
 * more than `MAX_NAME_LENGTH` characters; where the time matters as well use
 * `createReleaseTitleParser`, which also bounds it.
 */
export function parseReleaseTitle(name: string, options: ReadingOptions = {}): ReleaseTitle {
  shippedModel ??= loadTaggerModel();
  const prepared = prepareName(name);
  const reading = readOpinion(prepared);
  const { release } = reading;
  if (prepared !== "") applyTagger(release, reading, prepared, options.model ?? shippedModel);
  const { contentType, categories } = classify(reading, options);
  release.contentType = contentType;
  release.categories = categories;
  if (contentType === "game" || contentType === "software") readSystem(release);
  release.readings.contentType = { confidence: typeConfidence(release, options) };
  addReadings(release, reading.folded);
  return release;
}

function readSystem(release: ReleaseTitle): void {
  const system = findSystem(toSignalText(release.raw));
  if (!system) return;
  release.platform = system.platform;
  release.readings.platform = { confidence: 0.95, span: system.span };
}

/** Shares of right types among names and fixtures with and without files. */
function typeConfidence({ contentType }: ReleaseTitle, { files }: ReadingOptions): number {
  if (contentType === "other") return 0.5;
  return files && files.length > 0 ? 0.98 : 0.86;
}

/** Names are classified once; again where more is known than the rules had. */
function classify(reading: OpinionReading, { files, hints }: ReadingOptions): ReleaseClass {
  const { release, classified } = reading;
  const isNumbered = release.readings.episodes !== undefined;
  if (!isNumbered && !files && !hints?.categories) return classified;
  return classifyPrepared({
    title: release,
    name: release.raw,
    ...(files && { files }),
    ...(hints?.categories && { categories: hints.categories }),
  });
}

function applyTagger(
  release: ReleaseTitle,
  reading: OpinionReading,
  name: string,
  model: TaggerModel,
): void {
  const resolved = settleByKind(resolveFields(reading, name, model), reading);
  release.title = release.disc === undefined ? resolved.title : dropDisc(resolved.title);
  release.readings.title = withSpan(resolved.titleConfidence, resolved.titleSpan);
  if (resolved.group !== undefined) {
    release.group = resolved.group;
    release.readings.group = withSpan(resolved.groupConfidence, resolved.groupSpan);
  }
  if (resolved.artist !== undefined) {
    release.artist = resolved.artist;
    release.readings.artist = withSpan(resolved.titleConfidence, resolved.artistSpan);
  }
  if (resolved.numbers.length > 0) {
    release.episodes = resolved.numbers;
    release.readings.episodes = withSpan(resolved.titleConfidence, resolved.numberSpan);
    if (release.isAnime && release.seasons.length === 0) {
      release.absoluteEpisodes = resolved.numbers;
    }
  }
}

function withSpan(
  confidence: number,
  span: readonly [number, number] | undefined,
): { confidence: number; span?: readonly [number, number] } {
  return span ? { confidence, span } : { confidence };
}
