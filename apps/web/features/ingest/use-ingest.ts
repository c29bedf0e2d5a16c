import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";

import { describeError, isUnauthorized } from "../../lib/api-error.ts";
import { ingestFiles, ingestMagnets, type IngestResult } from "../../lib/ingest.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { batchBy, batchFiles } from "./batches.ts";
import { addResult, addUnsent, EMPTY_REPORT, type IngestReport } from "./ingest-report.ts";

interface Batch {
  names: string[];
  send: () => Promise<IngestResult>;
}

interface Load {
  /** Names of what is no torrent and is not sent. */
  refused: string[];
  batches: Batch[];
}

const MAGNETS_PER_REQUEST = 500;

/** Sends what was dropped or pasted, request after request, and keeps the report of all of it. */
export function useIngest() {
  const client = useQueryClient();
  const [report, setReport] = useState<IngestReport>();
  const [progress, setProgress] = useState({ done: 0, count: 0 });

  const { mutate, isPending } = useMutation({
    mutationFn: async ({ refused, batches }: Load) => {
      const count = batches.reduce((sum, { names }) => sum + names.length, 0);
      let done = 0;
      let sum = addUnsent(report ?? EMPTY_REPORT, refused, t("add.notTorrent"));
      setProgress({ done, count });
      for (const { names, send } of batches) {
        sum = await addBatch(sum, names, send);
        done += names.length;
        setProgress({ done, count });
        setReport(sum);
      }
      setReport(sum);
    },
    onSettled: () => client.invalidateQueries({ queryKey: orpc.search.key() }),
  });

  return {
    report,
    progress,
    isPending,
    clear: () => setReport(undefined),
    addFiles: (files: readonly File[]) => mutate(planFiles(files)),
    addMagnets: (text: string) => mutate(planMagnets(text)),
  };
}

/** A refused request is part of the report, so that the others still go out. */
async function addBatch(
  report: IngestReport,
  names: readonly string[],
  send: Batch["send"],
): Promise<IngestReport> {
  try {
    return addResult(report, await send(), names);
  } catch (error) {
    if (isUnauthorized(error)) throw error;
    return addUnsent(report, names, describeError(error));
  }
}

function planFiles(files: readonly File[]): Load {
  const torrents = files.filter(({ name }) => /\.torrent$/i.test(name));
  return {
    refused: files.filter((file) => !torrents.includes(file)).map(({ name }) => name),
    batches: batchFiles(torrents).map((batch) => ({
      names: batch.map(({ name }) => name),
      send: () => ingestFiles(batch),
    })),
  };
}

function planMagnets(text: string): Load {
  const lines = text
    .split("\n")
    .map((line, index) => ({ magnet: line.trim(), line: index + 1 }))
    .filter(({ magnet }) => magnet !== "");
  return {
    refused: [],
    batches: batchBy(lines, MAGNETS_PER_REQUEST).map((batch) => ({
      names: batch.map(({ magnet, line }) => `${t("add.line", { count: line })}: ${magnet}`),
      send: () => ingestMagnets(batch.map(({ magnet }) => magnet)),
    })),
  };
}

/** How many magnets a text holds. */
export function countLines(text: string): number {
  return text.split("\n").filter((line) => line.trim() !== "").length;
}
