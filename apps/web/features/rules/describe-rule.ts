import { categoryName } from "@minato/torznab/categories";

import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeContentType } from "../search/content-types.ts";
import type { Rule } from "./rule-draft.ts";

/** The conditions of a rule, one by one. */
export function describeMatch({ match }: Rule): string[] {
  const { name, types, categories, extensions, sources, minSize, maxSize } = match;
  return [
    name && t(`rules.says.name.${name.kind}`, { text: name.text }),
    types && t("rules.says.types", list(types.map((type) => describeContentType(type).name))),
    categories && t("rules.says.categories", list(categories.map(nameCategory))),
    extensions && t("rules.says.extensions", list(extensions)),
    sources && t("rules.says.sources", list(sources)),
    minSize === undefined ? undefined : t("rules.says.minSize", { size: formatSize(minSize) }),
    maxSize === undefined ? undefined : t("rules.says.maxSize", { size: formatSize(maxSize) }),
  ].filter((text) => text !== undefined);
}

function list(values: readonly string[]): { values: string } {
  return { values: values.join(", ") };
}

/** What a rule does, one by one. */
export function describeEffect({ effect }: Rule): string[] {
  const { contentType, categories, tags, hide } = effect;
  return [
    contentType && t("rules.does.type", { value: describeContentType(contentType).name }),
    categories && t("rules.does.categories", { values: categories.map(nameCategory).join(", ") }),
    tags && t("rules.does.tags", { values: tags.join(", ") }),
    hide === true ? t("rules.does.hide") : undefined,
  ].filter((text) => text !== undefined);
}

/** A category as people read it. */
export function nameCategory(id: number): string {
  return categoryName(id)?.replace("/", " › ") ?? String(id);
}
