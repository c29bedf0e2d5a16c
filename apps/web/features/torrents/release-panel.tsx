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

/** How each attribute reads, in the order they are shown. */
const WRITERS = {
  title: (value) => value,
  year: String,
  seasons: formatNumberList,
  episodes: formatNumberList,
  airDate: (value) => value,
  resolution: (value) => value,
  source: describeMedium,
  videoCodec: describeCodec,
  hdr: (values) => values.map((value) => value.toUpperCase()).join(", "),
  audioCodecs: (values) => values.map(describeAudio).join(", "),
  audioChannels: (value) => value,
  languages: (values) => values.map(describeLanguage).join(", "),
  editions: (values) => values.map(capitalise).join(", "),
  group: (value) => value,
} as const satisfies { [Name in AttributeName]: (value: NonNullable<Attributes[Name]>) => string };

const NAMES = Object.keys(WRITERS) as (keyof typeof WRITERS)[];

/** What the name tells of the release. */
export function ReleasePanel({ torrent }: { torrent: Torrent }) {
  const { attributes, contentType } = torrent;
  const facts = NAMES.flatMap((name) => {
    const text = writeAttribute(attributes, name);
    return text === undefined ? [] : [{ name, text }];
  });
  return (
    <Panel title={t("torrent.release")}>
      {facts.length === 0 ? (
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
        </Facts>
      )}
    </Panel>
  );
}

function writeAttribute<Name extends AttributeName>(
  attributes: Attributes,
  name: Name,
): string | undefined {
  const value = attributes[name];
  if (value === undefined) return undefined;
  // The table is checked above, but the compiler does not link a name with its writer in a call.
  const write = WRITERS[name] as (value: NonNullable<Attributes[Name]>) => string;
  return write(value);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replaceAll("-", " ");
}
