import { t } from "../../lib/messages/translate.ts";
import { describeContentType } from "../search/content-types.ts";
import type { Run } from "./use-runs.ts";

/** What a run does, in words. */
export function describeRun({ action, request }: Run): string {
  const name = t(`runs.action.${action}`);
  if (action === "setContentType" && typeof request["contentType"] === "string") {
    return `${name}: ${describeContentType(request["contentType"]).name}`;
  }
  const { tags } = request;
  return Array.isArray(tags) ? `${name}: ${tags.join(", ")}` : name;
}

/** Which torrents a run was started for, as far as words can say. */
export function describeScope({ request, undoOf }: Run): string | undefined {
  if (undoOf !== null) return t("runs.undoOf", { id: String(undoOf) });
  const query = request["query"];
  if (typeof query !== "object" || query === null) return undefined;
  const parts = Object.entries(query)
    .filter(([name]) => name !== "sort" && name !== "order" && name !== "limit")
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(", ") : String(value)}`);
  return parts.length === 0 ? t("runs.wholeIndex") : parts.join(" · ");
}
