import {
  BookOpen,
  BookOpenText,
  Clapperboard,
  Disc3,
  EyeOff,
  File,
  FileQuestionMark,
  Gamepad2,
  GraduationCap,
  Headphones,
  Newspaper,
  PackageOpen,
  Sparkles,
  Trophy,
  Tv,
  type LucideIcon,
} from "lucide-react";

import { t } from "../../lib/messages/translate.ts";

/** Kinds of content a torrent can be classified as. */
export const CONTENT_TYPES = [
  "movie",
  "tv",
  "anime",
  "music",
  "audiobook",
  "ebook",
  "comic",
  "magazine",
  "game",
  "software",
  "course",
  "sport",
  "adult",
  "other",
] as const;

type ContentType = (typeof CONTENT_TYPES)[number];

const ICONS = {
  movie: Clapperboard,
  tv: Tv,
  anime: Sparkles,
  music: Disc3,
  audiobook: Headphones,
  ebook: BookOpen,
  comic: BookOpenText,
  magazine: Newspaper,
  game: Gamepad2,
  software: PackageOpen,
  course: GraduationCap,
  sport: Trophy,
  adult: EyeOff,
  other: File,
} satisfies Record<ContentType, LucideIcon>;

/** Name and icon of a content type; whatever the server does not know yet reads as unclassified. */
export function describeContentType(value: string | null): { name: string; icon: LucideIcon } {
  const known = CONTENT_TYPES.find((type) => type === value);
  return known === undefined
    ? { name: t("type.unknown"), icon: FileQuestionMark }
    : { name: t(`type.${known}`), icon: ICONS[known] };
}
