"use client";

import { ChevronRight, Folder as FolderIcon } from "lucide-react";
import { useState } from "react";

import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { useMediaQuery } from "../../lib/use-media-query.ts";
import { FileIcon } from "./file-icon.tsx";
import type { FileLine } from "./file-tree.ts";

interface FileLinesProps {
  lines: readonly FileLine[];
  onToggle: (path: string) => void;
}

/** A line is pressed to open a folder: where fingers do that it is higher. */
const LINE_HEIGHT = 32;
const COARSE_LINE_HEIGHT = 40;
/** As many fit into the greatest height of the list. */
const LINES_IN_SIGHT = 18;
/** Lines drawn beyond each edge. */
const BEYOND = 10;
const INDENT = 18;

/** The lines of the tree; only those in sight are drawn. */
export function FileLines({ lines, onToggle }: FileLinesProps) {
  const [first, setFirst] = useState(0);
  const lineHeight = useMediaQuery("(pointer: coarse)") ? COARSE_LINE_HEIGHT : LINE_HEIGHT;
  const from = Math.max(0, Math.min(first, lines.length - LINES_IN_SIGHT) - BEYOND);
  const drawn = lines.slice(from, from + LINES_IN_SIGHT + 2 * BEYOND);
  return (
    <div
      className="max-h-[34rem] overflow-y-auto overscroll-contain"
      onScroll={({ currentTarget }) => setFirst(Math.floor(currentTarget.scrollTop / lineHeight))}
    >
      <ul
        aria-label={t("files.title")}
        className="relative"
        style={{ height: lines.length * lineHeight }}
      >
        {drawn.map((line, index) => (
          <li
            key={line.node.path}
            aria-setsize={lines.length}
            aria-posinset={from + index + 1}
            className="absolute inset-x-0 top-0 h-8 pointer-coarse:h-10"
            style={{ transform: `translateY(${(from + index) * lineHeight}px)` }}
          >
            <Line line={line} onToggle={onToggle} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Line({ line, onToggle }: { line: FileLine; onToggle: FileLinesProps["onToggle"] }) {
  const { node, depth, isOpen } = line;
  const style = { paddingLeft: 12 + Math.min(depth, 10) * INDENT };
  const size = <span className="figures text-ink-soft">{formatSize(node.size)}</span>;
  const look = "flex h-full w-full items-center gap-2 pr-3 text-left text-small";
  if (node.kind === "folder") {
    return (
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => onToggle(node.path)}
        style={style}
        className={`${look} hover:bg-shoal-hover focus-visible:-outline-offset-2`}
      >
        <ChevronRight
          aria-hidden
          size={14}
          className={`shrink-0 text-ink-faint transition-transform ${isOpen ? "rotate-90" : ""}`}
        />
        <FolderIcon aria-hidden size={15} className="shrink-0 text-ink-faint" />
        <span className="verbatim min-w-0 flex-1 truncate font-medium" title={node.path}>
          {node.name}
        </span>
        <span className="figures text-caption text-ink-faint max-sm:hidden">
          {t("files.count", { count: node.fileCount })}
        </span>
        <span className="w-20 text-right">{size}</span>
      </button>
    );
  }
  return (
    <div style={style} className={look}>
      <span className="w-3.5 shrink-0" />
      <FileIcon name={node.name} />
      <span className="verbatim min-w-0 flex-1 truncate" title={node.path}>
        {node.name}
      </span>
      {size}
    </div>
  );
}
