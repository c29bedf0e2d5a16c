import { t, type PlainMessageKey } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { readField } from "../../lib/read-field.ts";
import { describeContentType } from "../search/content-types.ts";
import type { Torrent } from "./torrent-query.ts";

type BulkChange = ApiOutputs["torrents"]["bulk"]["ofTorrent"]["items"][number];
type AuditEntry = ApiOutputs["admin"]["audit"]["list"]["items"][number];

/** Something that happened to a torrent. */
export interface HistoryStep {
  id: string;
  at: string;
  text: string;
  /** What it became, or why. */
  detail: string | undefined;
  /** Who did it; undefined where it happened by itself. */
  actor: string | undefined;
}

/** What the record says in few words; anything else about the torrent stands there by its action. */
const ACTIONS: Readonly<Record<string, PlainMessageKey>> = {
  "torrents.delete": "history.deleted",
  "upkeep.purgatory.restore": "history.restored",
  "blocklist.addTorrents": "history.blocked",
  "blocklist.removeTorrents": "history.unblocked",
};

/** What a bulk change did to the torrent. */
const BULK_ACTIONS: Readonly<Partial<Record<BulkChange["action"], PlainMessageKey>>> = {
  delete: "history.deleted",
  evict: "history.deleted",
  block: "history.blocked",
  reclassify: "history.reread",
  setCategory: "history.reclassified",
  setContentType: "history.reclassified",
  addTags: "history.tagged",
  removeTags: "history.untagged",
};

/** What a correction can hold, in the order in which it is told. */
const CORRECTIONS = [
  ["title", "history.renamed"],
  ["contentType", "history.reclassified"],
  ["categories", "history.reclassified"],
  ["verdict", "history.judged"],
  ["hidden", "history.hidden"],
  ["tags", "history.tagged"],
] as const satisfies readonly (readonly [string, PlainMessageKey])[];

/** Everything that is known to have happened to a torrent, the newest first. */
export function listHistory(
  torrent: Torrent,
  entries: readonly AuditEntry[],
  runs: readonly BulkChange[],
): HistoryStep[] {
  const [first, ...others] = torrent.sourceDetails.toSorted((a, b) =>
    a.firstSeenAt.localeCompare(b.firstSeenAt),
  );
  return [
    ...(torrent.publishedAt === null
      ? []
      : [ownStep("published", torrent.publishedAt, t("torrent.published"))]),
    ownStep("added", torrent.indexedAt, t("torrent.indexed"), first?.name),
    ...others.map(({ name, firstSeenAt }) =>
      ownStep(`source ${name}`, firstSeenAt, t("history.seen"), name),
    ),
    ...entries.map((entry) => ({
      id: `entry ${entry.id}`,
      at: entry.at,
      actor: entry.actor.name,
      ...describeAct(entry),
    })),
    ...runs.map(toStep),
  ].toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function toStep({ id, at, action, startedBy, total, value, isUndone }: BulkChange): HistoryStep {
  const name = BULK_ACTIONS[action];
  const text = name === undefined ? action : t(name);
  const others = t("history.withOthers", { count: total });
  return {
    id: `run ${id}`,
    at,
    text: isUndone ? t("history.undone", { text }) : text,
    detail: [...describeBulk(action, value), others].join(" · "),
    actor: startedBy,
  };
}

function describeBulk(action: BulkChange["action"], value: unknown): string[] {
  const field = action === "setContentType" ? "contentType" : "tags";
  if (value === undefined || action === "setCategory") return [];
  return [describeValue(field, value) ?? ""].filter((text) => text !== "");
}

function ownStep(id: string, at: string, text: string, detail?: string): HistoryStep {
  return { id, at, text, detail, actor: undefined };
}

function describeAct({ action, after }: AuditEntry): Pick<HistoryStep, "text" | "detail"> {
  if (action === "torrents.update") return describeCorrection(after);
  const name = ACTIONS[action];
  const reason = readField(after, "reason");
  return {
    text: name === undefined ? action : t(name),
    detail: typeof reason === "string" && reason !== "" ? reason : undefined,
  };
}

function describeCorrection(after: unknown): Pick<HistoryStep, "text" | "detail"> {
  const changes = CORRECTIONS.flatMap(([field, name]) => {
    const value = readField(after, field);
    if (value === undefined) return [];
    const text = t(field === "hidden" && value === false ? "history.shown" : name);
    return [{ text, detail: describeValue(field, value) }];
  });
  if (changes.length === 0) return { text: t("history.corrected"), detail: undefined };
  const details = changes.flatMap(({ detail }) => detail ?? []);
  return {
    text: [...new Set(changes.map(({ text }) => text))].join(", "),
    detail: details.length === 0 ? undefined : details.join(" · "),
  };
}

function describeValue(field: string, value: unknown): string | undefined {
  if (field === "contentType") return describeContentType(String(value)).name;
  if (field === "hidden" || field === "categories") return undefined;
  const text = Array.isArray(value) ? value.join(", ") : String(value);
  return text === "" ? undefined : text;
}
