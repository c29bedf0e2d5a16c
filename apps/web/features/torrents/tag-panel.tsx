"use client";

import { EyeOff, X } from "lucide-react";
import Link from "next/link";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { inputStyle } from "../../components/ui/field.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import type { Torrent } from "./torrent-query.ts";
import { useCorrect } from "./use-correct.ts";

/** The tags of a torrent, and whether it is hidden. */
export function TagPanel({ torrent }: { torrent: Torrent }) {
  const { infoHash, tags, hidden } = torrent;
  const { can } = useSession();
  const { mutate, isPending } = useCorrect(torrent);
  const mayEdit = can("edit");
  if (!mayEdit && tags.length === 0 && !hidden) return null;
  return (
    <Panel
      title={t("tags.title")}
      aside={
        mayEdit ? (
          <Button
            size="small"
            look="quiet"
            className="-mr-2.5"
            isBusy={isPending}
            onClick={() => mutate({ infoHash, hidden: !hidden })}
          >
            {t(hidden ? "tags.show" : "tags.hide")}
          </Button>
        ) : undefined
      }
    >
      {hidden ? (
        <p className="mb-2 flex items-center gap-1.5 text-small text-ink-soft">
          <EyeOff aria-hidden size={14} />
          {t("tags.hidden")}
        </p>
      ) : null}
      {tags.length === 0 ? (
        <p className="text-small text-ink-soft">{t("tags.none")}</p>
      ) : (
        <ul className="flex flex-wrap gap-1.5">
          {tags.map((tag) => (
            <li
              key={tag}
              className="flex h-7 max-w-full pointer-coarse:h-9 items-center gap-1 rounded-full bg-shoal-hover px-3 text-small"
            >
              <Link href={`/?tag=${encodeURIComponent(tag)}`} className="truncate hover:underline">
                {tag}
              </Link>
              {mayEdit ? (
                <button
                  type="button"
                  aria-label={t("tags.remove", { tag })}
                  disabled={isPending}
                  onClick={() => mutate({ infoHash, tags: tags.filter((other) => other !== tag) })}
                  className="touch -mr-2 flex size-5 shrink-0 items-center justify-center rounded-full text-ink-faint hover:bg-line hover:text-ink"
                >
                  <X aria-hidden size={13} />
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {mayEdit ? (
        <AddTag
          isPending={isPending}
          onAdd={(tag) => mutate({ infoHash, tags: [...new Set([...tags, tag])] })}
        />
      ) : null}
    </Panel>
  );
}

function AddTag({ isPending, onAdd }: { isPending: boolean; onAdd: (tag: string) => void }) {
  const [text, setText] = useState("");
  const tag = text.trim().toLowerCase().replaceAll(/\s+/g, "-");
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (tag === "") return;
    onAdd(tag);
    setText("");
  }
  return (
    <form onSubmit={handleSubmit} className="mt-2.5 flex gap-2">
      <input
        aria-label={t("tags.addLabel")}
        value={text}
        maxLength={40}
        autoComplete="off"
        autoCapitalize="off"
        placeholder={t("tags.add")}
        onChange={(event) => setText(event.target.value)}
        className={`${inputStyle} h-8 min-w-0 flex-1`}
      />
      <Button type="submit" size="small" isBusy={isPending} disabled={tag === ""}>
        {t("tags.addShort")}
      </Button>
    </form>
  );
}
