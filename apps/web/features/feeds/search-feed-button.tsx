"use client";

import { Rss } from "lucide-react";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import type { SearchState } from "../search/search-state.ts";

const SearchFeedDialog = lazyComponent(
  async () => (await import("./search-feed-dialog.tsx")).SearchFeedDialog,
);

/** Opens the addresses of a search as a feed, for who may read feeds. */
export function SearchFeedButton({ state }: { state: SearchState }) {
  const { me, can } = useSession();
  const [isOpen, setIsOpen] = useState(false);
  // Most people may: what stands beside it is not to move when the server says so.
  if (me === undefined) return <span className="block size-8" />;
  // The addresses of a feed carry a key, which guests have none of.
  if (!can("feeds") || me?.kind === "guest") return null;
  return (
    <>
      <Button
        look="quiet"
        size="icon-small"
        title={t("searchFeed.title")}
        aria-label={t("searchFeed.title")}
        onClick={() => setIsOpen(true)}
      >
        <Rss aria-hidden size={15} />
      </Button>
      {isOpen ? <SearchFeedDialog state={state} onClose={() => setIsOpen(false)} /> : null}
    </>
  );
}
