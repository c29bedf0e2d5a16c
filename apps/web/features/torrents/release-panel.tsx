import { Panel } from "../../components/ui/panel.tsx";
import {
  describeAudio,
  describeCodec,
  describeLanguage,
  describeMedium,
} from "../../lib/format/format-release.ts";
import { t } from "../../lib/messages/translate.ts";
import { Fact, Facts } from "./facts.tsx";
import { formatNumberList } from "./format-number-list.ts";
import type { Torrent } from "./torrent-query.ts";

type Attributes = Torrent["attributes"];
type AttributeName = keyof Attributes;
type MarkName = (typeof MARKS)[number];
type ValueName = Exclude<AttributeName, MarkName | "yearEnd">;

/** How each attribute reads, in the order they are shown. */
const WRITERS = {
  title: (value) => value,
  artist: (value) => value,
  year: (value, { yearEnd }) => (yearEnd === undefined ? String(value) : `${value}–${yearEnd}`),
  seasons: formatNumberList,
  episodes: formatNumberList,
  absoluteEpisodes: formatNumberList,
  episodeTitle: (value) => value,
  airDate: (value) => value,
  volumes: formatNumberList,
  issue: (value) => value,
  part: String,
  disc: String,
  resolution: (value) => value,
  source: describeMedium,
  network: (value) => value,
  videoCodec: describeCodec,
  bitDepth: (value) => t("attribute.bits", { bits: value }),
  hdr: (values) => values.map((value) => value.toUpperCase()).join(", "),
  audioCodecs: (values) => values.map(describeAudio).join(", "),
  audioChannels: (value) => value,
  languages: (values) => values.map(describeLanguage).join(", "),
  editions: (values) => values.map(capitalise).join(", "),
  platform: capitalise,
  appVersion: (value) => value,
  version: (value) => `v${value}`,
  container: (value) => value.toUpperCase(),
  group: (value) => value,
  website: (value) => value,
} as const satisfies {
  [Name in ValueName]: (value: NonNullable<Attributes[Name]>, all: Attributes) => string;
};

/** What is so or is not, in one line. */
const MARKS = [
  "isComplete",
  "isRemux",
  "isProper",
  "isRepack",
  "is3d",
  "hasMultipleAudio",
  "isDubbed",
  "isSubbed",
  "hasHardcodedSubtitles",
] as const satisfies readonly AttributeName[];

const NAMES = Object.keys(WRITERS) as ValueName[];

/** What the name tells of the release. */
export function ReleasePanel({ torrent }: { torrent: Torrent }) {
  const { attributes, contentType } = torrent;
  const facts = NAMES.flatMap((name) => {
    const text = writeAttribute(attributes, name);
    return text === undefined ? [] : [{ name, text }];
  });
  const marks = MARKS.filter((name) => attributes[name] === true);
  return (
    <Panel title={t("torrent.release")}>
      {facts.length === 0 && marks.length === 0 ? (
        <p className="text-small text-ink-soft">
          {t(contentType === null ? "torrent.unclassified" : "torrent.noAttributes")}
        </p>
      ) : (
        <Facts>
          {facts.map(({ name, text }) => (
            <Fact key={name} name={t(`attribute.${name}`)}>
              {text}
            </Fact>
          ))}
          {marks.length > 0 && (
            <Fact name={t("attribute.marks")}>
              {marks.map((name) => t(`attribute.${name}`)).join(", ")}
            </Fact>
          )}
        </Facts>
      )}
    </Panel>
  );
}

function writeAttribute<Name extends ValueName>(
  attributes: Attributes,
  name: Name,
): string | undefined {
  const value = attributes[name];
  if (value === undefined) return undefined;
  // The table is checked above, but the compiler does not link a name with its writer in a call.
  const write = WRITERS[name] as (value: NonNullable<Attributes[Name]>, all: Attributes) => string;
  return write(value, attributes);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", " ");
}
