import { sharedBytes, sharedWords, trimShared } from "./shared-arrays.ts";
import { compareStrings, countStrings, type StringTable } from "./string-table.ts";

/** Texts of several tables in one, and where those of each table went. */
export interface MergedTables {
  table: StringTable;
  /** By table, for each of its texts the index in the new one; anything for texts left out. */
  places: readonly Uint32Array[];
}

/** Merges sorted tables; `used` says, by table, which texts to take over: 1 for yes. */
export function mergeStringTables(
  tables: readonly StringTable[],
  used: readonly Uint8Array[],
): MergedTables {
  const places = tables.map((table) => new Uint32Array(countStrings(table)));
  const bytes = sharedBytes(tables.reduce((sum, table) => sum + table.bytes.length, 0));
  const offsets = sharedWords(tables.reduce((sum, table) => sum + countStrings(table), 1));
  const next = tables.map((_, at) => skipUnused(used[at]!, 0));
  let count = 0;
  for (;;) {
    const smallest = smallestOf(tables, next);
    const first = smallest[0];
    if (first === undefined) break;
    const source = tables[first]!;
    const start = source.offsets[next[first]!]!;
    const end = source.offsets[next[first]! + 1]!;
    let at = offsets[count]!;
    for (let from = start; from < end; from++) bytes[at++] = source.bytes[from]!;
    for (const index of smallest) {
      places[index]![next[index]!] = count;
      next[index] = skipUnused(used[index]!, next[index]! + 1);
    }
    count += 1;
    offsets[count] = at;
  }
  const table = {
    bytes: trimShared(bytes, offsets[count]!),
    offsets: trimShared(offsets, count + 1),
  };
  return { table, places };
}

/** The tables whose next text is the smallest. */
function smallestOf(tables: readonly StringTable[], next: readonly number[]): number[] {
  let smallest: number[] = [];
  for (const [index, table] of tables.entries()) {
    if (next[index]! >= countStrings(table)) continue;
    const best = smallest[0];
    const order =
      best === undefined ? -1 : compareStrings(table, next[index]!, tables[best]!, next[best]!);
    if (order < 0) smallest = [index];
    else if (order === 0) smallest.push(index);
  }
  return smallest;
}

function skipUnused(used: Uint8Array, from: number): number {
  let at = from;
  while (at < used.length && used[at] === 0) at += 1;
  return at;
}
