"use client";

import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { CopyField } from "../../components/ui/copy-field.tsx";
import { Dialog } from "../../components/ui/dialog.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";
import { KeyMaker } from "../connect/key-maker.tsx";
import { useSession } from "../identity/use-session.ts";
import { FollowPart } from "../notifications/follow-part.tsx";
import { isWholeIndex, writeSearchState, type SearchState } from "../search/search-state.ts";
import { searchFeedPath } from "./search-feed.ts";

interface SearchFeedDialogProps {
  state: SearchState;
  onClose: () => void;
}

/** Of a key. */
const MAX_NAME_LENGTH = 100;

/** The addresses under which feed readers and torrent programs follow a search. */
export function SearchFeedDialog({ state, onClose }: SearchFeedDialogProps) {
  const serverUrl = useServerUrl();
  const { can } = useSession();
  const [apiKey, setApiKey] = useState("KEY");
  const about = state.q.trim() || t("searchFeed.everything");
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      title={t("searchFeed.title")}
      description={t("searchFeed.lead")}
      footer={<Button onClick={onClose}>{t("keys.done")}</Button>}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4 pt-1">
        {can("search") && !isWholeIndex(state) ? (
          <FollowPart query={writeSearchState(state)} suggestion={about} />
        ) : null}
        {can("admin") ? (
          <KeyMaker
            keyName={t("searchFeed.keyName", { q: about }).slice(0, MAX_NAME_LENGTH)}
            buttonName={t("keys.make")}
            look="plain"
            scopes={["feeds", "download"]}
            onMade={setApiKey}
          />
        ) : (
          <p className="text-small text-ink-soft">{t("keys.forbidden")}</p>
        )}
        <CopyField label="RSS" value={serverUrl(searchFeedPath("rss", state, apiKey))} />
        <CopyField label="Atom" value={serverUrl(searchFeedPath("atom", state, apiKey))} />
        {apiKey === "KEY" ? (
          <p className="text-small text-ink-faint">{t("searchFeed.ownKey")}</p>
        ) : null}
      </div>
    </Dialog>
  );
}
