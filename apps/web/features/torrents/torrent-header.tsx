"use client";

import { Lock } from "lucide-react";
import Link from "next/link";
import { Fragment, useState } from "react";

import { Breakable } from "../../components/ui/breakable.tsx";
import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { formatSize } from "../../lib/format/format-size.ts";
import { lazyComponent } from "../../lib/lazy-component.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useActions } from "../actions/action-context.ts";
import { isVisible, type Action } from "../actions/action.ts";
import { describeContentType } from "../search/content-types.ts";
import type { Torrent } from "./torrent-query.ts";
import { useTorrentActions, type TorrentDialog } from "./use-torrent-actions.ts";

const DeleteDialog = lazyComponent(async () => (await import("./delete-dialog.tsx")).DeleteDialog);
const FixDialog = lazyComponent(async () => (await import("./fix-dialog.tsx")).FixDialog);

/** What it is, and what can be done with it. */
export function TorrentHeader({ torrent }: { torrent: Torrent }) {
  const [dialog, setDialog] = useState<TorrentDialog>();
  const actions = useTorrentActions(torrent, setDialog);
  useActions(actions);
  const handleClose = () => setDialog(undefined);
  return (
    <header>
      <Kind torrent={torrent} />
      <h1 className="verbatim mt-2 text-title font-semibold tracking-tight text-pretty wrap-anywhere sm:text-display">
        <Breakable text={torrent.title} />
      </h1>
      <div className="mt-5 flex flex-wrap gap-2">
        {actions.filter(isVisible).map((action, index) => (
          <ActionButton key={action.id} action={action} isFirst={index === 0} />
        ))}
      </div>
      {dialog === "fix" ? <FixDialog torrent={torrent} onClose={handleClose} /> : null}
      {dialog === "delete" ? <DeleteDialog torrent={torrent} onClose={handleClose} /> : null}
    </header>
  );
}

function Kind({ torrent }: { torrent: Torrent }) {
  const { name, icon: Icon } = describeContentType(torrent.contentType);
  const facts = [
    torrent.year,
    torrent.resolution,
    torrent.size === null ? undefined : formatSize(torrent.size),
  ].filter((fact) => fact !== undefined);
  return (
    <p className="figures flex flex-wrap items-center gap-x-2 text-small text-ink-soft">
      <Icon aria-hidden size={16} className="text-ink-faint" />
      {torrent.contentType === null ? (
        name
      ) : (
        <Link href={`/?type=${torrent.contentType}`} className="hover:text-accent hover:underline">
          {name}
        </Link>
      )}
      {facts.map((fact) => (
        <Fragment key={fact}>
          <span aria-hidden>·</span>
          {fact}
        </Fragment>
      ))}
      {torrent.private ? (
        <>
          <span aria-hidden>·</span>
          <Lock aria-hidden size={13} />
          {t("torrent.private")}
        </>
      ) : null}
    </p>
  );
}

function ActionButton({ action, isFirst }: { action: Action; isFirst: boolean }) {
  const look = isFirst ? "primary" : action.id === "delete" ? "danger" : "plain";
  const content = (
    <>
      <action.icon aria-hidden size={16} />
      {action.name}
    </>
  );
  if (action.href !== undefined) {
    return (
      <a href={action.href} className={buttonStyle({ look })}>
        {content}
      </a>
    );
  }
  return (
    <Button look={look} onClick={action.perform}>
      {content}
    </Button>
  );
}
