import {
  Captions,
  File,
  FileArchive,
  FileText,
  Film,
  Image,
  Music,
  type LucideIcon,
} from "lucide-react";
import { createElement } from "react";

const KINDS: readonly [RegExp, LucideIcon][] = [
  [/\.(mkv|mp4|avi|m4v|mov|webm|ts|m2ts|wmv|mpe?g|ogv)$/i, Film],
  [/\.(flac|mp3|m4a|m4b|ogg|opus|wav|aac|ape|wv|alac)$/i, Music],
  [/\.(srt|ass|ssa|sub|idx|vtt|sup)$/i, Captions],
  [/\.(jpe?g|png|gif|webp|bmp|tiff?|svg)$/i, Image],
  [/\.(zip|rar|7z|tar|gz|xz|zst|bz2|r\d\d|iso|img)$/i, FileArchive],
  [/\.(txt|nfo|md|pdf|epub|mobi|azw3?|djvu|cue|log|html?)$/i, FileText],
];

/** The icon of a file by its extension. */
export function FileIcon({ name }: { name: string }) {
  return createElement(KINDS.find(([pattern]) => pattern.test(name))?.[1] ?? File, {
    "aria-hidden": true,
    size: 15,
    className: "shrink-0 text-ink-faint",
  });
}
