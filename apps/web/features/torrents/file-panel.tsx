"use client";

import { useQuery } from "@tanstack/react-query";
import { ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { FailureBox } from "../../components/ui/failure-box.tsx";
import { inputStyle } from "../../components/ui/field.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { FileLines } from "./file-lines.tsx";
import { buildFileTree, listFolders, listLines, type Folder } from "./file-tree.ts";

/** Up to this many files all folders start open. */
const OPEN_ALL_LIMIT = 100;

/** The files of a torrent as a tree with sizes. */
export function FilePanel({ infoHash }: { infoHash: string }) {
  const { data, error, refetch } = useQuery(
    orpc.torrents.files.queryOptions({ input: { infoHash } }),
  );
  const root = useMemo(() => (data === undefined ? undefined : buildFileTree(data.items)), [data]);
  if (error !== null) {
    return (
      <Panel title={t("files.title")}>
        <FailureBox error={error} onRetry={() => void refetch()} />
      </Panel>
    );
  }
  if (root === undefined) {
    return (
      <Panel title={t("files.title")}>
        <div aria-busy className="grid gap-4 rounded-lg border border-line bg-surface p-4">
          {[70, 45, 60, 52].map((width) => (
            <div key={width} style={{ width: `${width}%` }}>
              <Skeleton />
            </div>
          ))}
        </div>
      </Panel>
    );
  }
  if (root.fileCount === 0) {
    return (
      <Panel title={t("files.title")}>
        <EmptyBox title={t("files.noneTitle")}>{t("files.noneText")}</EmptyBox>
      </Panel>
    );
  }
  return <FileTree root={root} />;
}

function FileTree({ root }: { root: Folder }) {
  const folders = useMemo(() => listFolders(root), [root]);
  const [open, setOpen] = useState<ReadonlySet<string>>(() => startOpen(root, folders));
  const [filter, setFilter] = useState("");
  const wanted = useDeferredValue(filter);
  const lines = useMemo(
    () => listLines(root, (path) => open.has(path), wanted),
    [root, open, wanted],
  );
  const shown = lines.filter(({ node }) => node.kind === "file").length;

  function handleToggle(path: string) {
    const next = new Set(open);
    if (!next.delete(path)) next.add(path);
    setOpen(next);
  }

  const hasFilter = wanted.trim() !== "";
  const areAllOpen = open.size === folders.length;
  return (
    <Panel
      title={t("files.title")}
      aside={
        <span className="figures text-small text-ink-faint" aria-live="polite">
          {hasFilter
            ? t("files.shown", { shown: formatNumber(shown), count: root.fileCount })
            : formatNumber(root.fileCount)}
        </span>
      }
    >
      <div className="overflow-hidden rounded-lg border border-line bg-surface">
        {root.fileCount > 5 ? (
          <div className="flex gap-2 border-b border-line bg-shoal p-2">
            <input
              type="search"
              value={filter}
              onChange={(event) => setFilter(event.target.value)}
              aria-label={t("files.filter")}
              placeholder={t("files.filter")}
              className={`${inputStyle} h-8 text-small`}
            />
            {folders.length === 0 ? null : (
              <Button
                look="quiet"
                size="icon-small"
                title={t(areAllOpen ? "files.collapseAll" : "files.expandAll")}
                aria-label={t(areAllOpen ? "files.collapseAll" : "files.expandAll")}
                onClick={() => setOpen(new Set(areAllOpen ? [] : folders))}
              >
                {areAllOpen ? (
                  <ChevronsDownUp aria-hidden size={16} />
                ) : (
                  <ChevronsUpDown aria-hidden size={16} />
                )}
              </Button>
            )}
          </div>
        ) : null}
        {lines.length === 0 ? (
          <p className="px-4 py-6 text-center text-small text-ink-soft">
            {t("files.noMatch", { query: wanted })}
          </p>
        ) : (
          <FileLines lines={lines} onToggle={handleToggle} />
        )}
      </div>
    </Panel>
  );
}

function startOpen(root: Folder, folders: readonly string[]): ReadonlySet<string> {
  if (root.fileCount <= OPEN_ALL_LIMIT) return new Set(folders);
  const [only, ...others] = root.children;
  return new Set(only?.kind === "folder" && others.length === 0 ? [only.path] : []);
}
