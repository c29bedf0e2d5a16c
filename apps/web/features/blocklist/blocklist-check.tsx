"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useDeferredValue, useState } from "react";

import { inputStyle } from "../../components/ui/field.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { BlockedTorrentList } from "./blocked-torrent-list.tsx";

type Answer = ApiOutputs["blacklist"]["search"];

/** Whether and why something is blocked. */
export function BlocklistCheck() {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const { data, error } = useQuery(
    orpc.blacklist.search.queryOptions({
      input: { q },
      enabled: q.length > 1,
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <div className="grid gap-3">
      <div className="relative">
        <Search
          aria-hidden
          size={17}
          className="pointer-events-none absolute top-0 left-3 h-full text-ink-faint"
        />
        <input
          type="search"
          value={text}
          maxLength={4096}
          spellCheck={false}
          aria-label={t("block.check")}
          placeholder={t("block.check")}
          onChange={(event) => setText(event.target.value)}
          className={`${inputStyle} h-10 pl-10`}
        />
      </div>
      <div aria-live="polite">
        {error === null ? null : <Problem>{describeError(error)}</Problem>}
        {q.length > 1 && data !== undefined ? <Verdict answer={data} /> : null}
      </div>
    </div>
  );
}

function Verdict({ answer: { torrents, tracker, keyword } }: { answer: Answer }) {
  if (torrents.length === 0 && tracker === null && keyword === null) {
    return <p className="text-ink-soft">{t("block.isFree")}</p>;
  }
  return (
    <div className="grid gap-2">
      {tracker === null ? null : (
        <p>
          {t("block.isTracker")} <code className="verbatim text-small">{tracker}</code>
        </p>
      )}
      {keyword === null ? null : (
        <p>
          {t("block.isKeyword")} <strong className="verbatim">{keyword}</strong>
        </p>
      )}
      {torrents.length === 0 ? null : <BlockedTorrentList torrents={torrents} />}
    </div>
  );
}
