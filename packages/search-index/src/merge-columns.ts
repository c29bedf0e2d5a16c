import { encodeSets } from "./build-columns.ts";
import { DROPPED, type MergePlan } from "./merge-plan.ts";
import { mergeStringTables } from "./merge-string-tables.ts";
import { numberValues } from "./number-values.ts";
import { SearchIndexError } from "./search-index-error.ts";
import type { ColumnValues, EnumValues, NumberValues, SetValues } from "./segment.ts";
import { sharedNumbers, storageForCodes, storageOf } from "./shared-arrays.ts";
import { countStrings, readString } from "./string-table.ts";

/** Merges the column with a name; texts that no living document has are left out. */
export function mergeColumns(plan: MergePlan, name: string): ColumnValues {
  const parts = plan.segments.map((segment) => segment.columns[name]!);
  const numbers = parts.filter((part) => part.kind === "number");
  if (numbers.length === parts.length) return mergeNumbers(plan, numbers);
  const enums = parts.filter((part) => part.kind === "enum");
  if (enums.length === parts.length) return mergeEnums(plan, enums);
  const sets = parts.filter((part) => part.kind === "set");
  if (sets.length === parts.length) return mergeSets(plan, sets);
  throw new SearchIndexError("INVALID", `segments disagree about the kind of column "${name}"`);
}

/** Copies numbers of documents to where a merge put them. */
export function copyNumbers(
  from: NumberValues["values"],
  to: NumberValues["values"],
  map: Uint32Array,
): void {
  for (let doc = 0; doc < from.length; doc++) {
    const target = map[doc]!;
    if (target !== DROPPED) to[target] = from[doc]!;
  }
}

function mergeNumbers(plan: MergePlan, parts: readonly NumberValues[]): NumberValues {
  const values = sharedNumbers(storageOf(parts[0]!.values), plan.count);
  for (const [index, part] of parts.entries()) copyNumbers(part.values, values, plan.maps[index]!);
  return numberValues(values);
}

function mergeEnums(plan: MergePlan, parts: readonly EnumValues[]): EnumValues {
  const used = parts.map((part, index) => usedTexts(part, plan.maps[index]!));
  const tables = parts.map((part) => part.texts);
  const { table, places } = mergeStringTables(tables, used);
  const codes = sharedNumbers(storageForCodes(countStrings(table) + 1), plan.count);
  for (const [index, part] of parts.entries()) {
    const renamed = new Uint32Array(countStrings(part.texts) + 1);
    for (const [text, place] of places[index]!.entries()) renamed[text + 1] = place + 1;
    copyCodes(part.codes, codes, plan.maps[index]!, renamed);
  }
  return { kind: "enum", codes, texts: table };
}

function usedTexts(part: EnumValues, map: Uint32Array): Uint8Array {
  const used = new Uint8Array(countStrings(part.texts));
  const { codes } = part;
  for (let doc = 0; doc < codes.length; doc++) {
    const code = codes[doc]!;
    if (code > 0 && map[doc] !== DROPPED) used[code - 1] = 1;
  }
  return used;
}

function mergeSets(plan: MergePlan, parts: readonly SetValues[]): SetValues {
  const sets = new Map<string, { code: number; members: string[] }>();
  sets.set("[]", { code: 0, members: [] });
  const renamings = parts.map((part, index) => {
    const renamed = new Uint32Array(part.starts.length);
    for (const code of usedCodes(part.codes, plan.maps[index]!)) {
      const members = Array.from(
        part.members.subarray(part.starts[code]!, part.starts[code + 1]!),
        (text) => readString(part.texts, text),
      );
      const key = JSON.stringify(members);
      const known = sets.get(key) ?? { code: sets.size, members };
      sets.set(key, known);
      renamed[code] = known.code;
    }
    return renamed;
  });
  const codes = sharedNumbers(storageForCodes(sets.size), plan.count);
  for (const [index, part] of parts.entries()) {
    copyCodes(part.codes, codes, plan.maps[index]!, renamings[index]!);
  }
  return { kind: "set", codes, ...encodeSets([...sets.values()].map((set) => set.members)) };
}

function usedCodes(codes: NumberValues["values"], map: Uint32Array): number[] {
  const used = new Set<number>();
  for (let doc = 0; doc < codes.length; doc++) if (map[doc] !== DROPPED) used.add(codes[doc]!);
  return [...used];
}

function copyCodes(
  from: NumberValues["values"],
  to: NumberValues["values"],
  map: Uint32Array,
  renamed: Uint32Array,
): void {
  for (let doc = 0; doc < from.length; doc++) {
    const target = map[doc]!;
    if (target !== DROPPED) to[target] = renamed[from[doc]!]!;
  }
}
