"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clsx } from "clsx";
import { useEffect, useState } from "react";

import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { HighlightedTitle } from "./highlighted-title.tsx";

interface TitleSuggestionsProps {
  id: string;
  text: string;
  /** The one that is chosen with the arrows, -1 for none. */
  active: number;
  /** Tells what there is to choose from, in order. */
  onTitles: (titles: readonly string[]) => void;
  onChoose: (title: string) => void;
}

const MOST = 6;
const NONE: readonly string[] = [];
/** Whoever types on wants results before names, and the server has both to find. */
const TYPING_PAUSE = 120;

/** Names of works that begin like what was typed, under the box. */
export function TitleSuggestions(props: TitleSuggestionsProps) {
  const { id, text, active, onTitles, onChoose } = props;
  const [rested, setRested] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(setRested, TYPING_PAUSE, text);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery({
    ...orpc.search.suggest.queryOptions({ input: { q: rested ?? "" } }),
    enabled: rested !== undefined,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const items = (data?.items ?? [])
    .filter((item) => item.text.toLowerCase() !== text.trim().toLowerCase())
    .slice(0, MOST);
  const titles = items.map((item) => item.text).join("\n");
  useEffect(() => {
    onTitles(titles === "" ? NONE : titles.split("\n"));
  }, [titles, onTitles]);
  if (items.length === 0) return null;
  return (
    <div
      id={id}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a select cannot follow typing
      role="listbox"
      aria-label={t("suggest.label")}
      className="absolute inset-x-0 top-full z-30 mt-1.5 overflow-hidden rounded-md border border-line bg-surface p-1 shadow-float"
    >
      {items.map((item, index) => (
        <div
          // Another name in a place is another element, not one that moved there.
          key={`${index} ${item.text}`}
          id={`${id}-${index}`}
          // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus -- the box keeps the focus
          role="option"
          aria-selected={index === active}
          // The box keeps the focus, and with it this list.
          onPointerDown={(event) => {
            event.preventDefault();
            onChoose(item.text);
          }}
          className={clsx(
            "verbatim cursor-pointer truncate rounded-sm px-3 py-1.5 max-sm:py-2.5",
            index === active ? "bg-accent-wash" : "hover:bg-shoal-hover",
          )}
        >
          <HighlightedTitle title={item.text} ranges={item.highlights} />
        </div>
      ))}
    </div>
  );
}
