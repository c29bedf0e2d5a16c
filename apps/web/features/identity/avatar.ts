import type { Me } from "./use-session.ts";

/** The round button with the initials. */
export const AVATAR_STYLE =
  "touch flex size-8 items-center justify-center rounded-full bg-accent-wash text-small font-semibold text-accent uppercase transition-colors hover:bg-accent hover:text-accent-ink";

/** One or two letters for a person. */
export function initials({ name, email }: Me): string {
  const words = (name === "" ? (email ?? "?") : name).split(/[\s@.]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0])
    .join("");
}
