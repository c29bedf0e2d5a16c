"use client";

import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { useEffect, useEffectEvent, useState } from "react";

import { FileButton } from "../../components/ui/file-button.tsx";
import { t } from "../../lib/messages/translate.ts";

interface DropZoneProps {
  isBusy: boolean;
  onFiles: (files: readonly File[]) => void;
}

/** Takes files dropped anywhere on the page or chosen by hand. */
export function DropZone({ isBusy, onFiles }: DropZoneProps) {
  const isOver = useWindowDrop(onFiles);
  return (
    <div
      className={clsx(
        "flex flex-col items-center justify-center gap-1 rounded-lg border-2 border-dashed px-4 py-10 text-center transition-colors",
        isOver ? "border-accent bg-accent-wash" : "border-line bg-shoal",
      )}
    >
      <FileUp
        aria-hidden
        size={28}
        strokeWidth={1.5}
        className={isOver ? "text-accent" : "text-ink-faint"}
      />
      {/* Nobody drops a file with a finger. */}
      <p className="mt-2 hidden text-lead font-medium pointer-coarse:block">{t("add.files")}</p>
      <div className="pointer-coarse:hidden">
        <p className="mt-2 text-lead font-medium">{t("add.dropTitle")}</p>
        <p className="text-small text-ink-faint">{t("add.dropText")}</p>
      </div>
      <FileButton
        label={t("add.choose")}
        accept=".torrent,application/x-bittorrent"
        isMultiple
        isBusy={isBusy}
        className="mt-4"
        onFiles={onFiles}
      />
    </div>
  );
}

/** Takes drops on the whole window; true while something is held over it. */
function useWindowDrop(onFiles: DropZoneProps["onFiles"]): boolean {
  const [isOver, setIsOver] = useState(false);
  const take = useEffectEvent(onFiles);
  useEffect(() => {
    const controller = new AbortController();
    const listen = <Name extends "dragover" | "dragleave" | "drop">(
      name: Name,
      handle: (event: WindowEventMap[Name]) => void,
    ) => window.addEventListener(name, handle, { signal: controller.signal });
    listen("dragover", (event) => {
      if (!(event.dataTransfer?.types.includes("Files") ?? false)) return;
      event.preventDefault();
      setIsOver(true);
    });
    listen("dragleave", (event) => {
      if (event.relatedTarget === null) setIsOver(false);
    });
    listen("drop", (event) => {
      event.preventDefault();
      setIsOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) take(files);
    });
    return () => controller.abort();
  }, []);
  return isOver;
}
