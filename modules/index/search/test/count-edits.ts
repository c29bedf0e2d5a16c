/** Letters left out, added, changed or swapped with their neighbour (optimal string alignment). */
export function countEdits(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, index) => index)];
  for (let at = 1; at <= a.length; at++) {
    const row = [at];
    const before = rows[at - 1]!;
    for (let to = 1; to <= b.length; to++) {
      const change = a[at - 1] === b[to - 1] ? 0 : 1;
      let edits = Math.min(before[to]! + 1, row[to - 1]! + 1, before[to - 1]! + change);
      if (at > 1 && to > 1 && a[at - 1] === b[to - 2] && a[at - 2] === b[to - 1]) {
        edits = Math.min(edits, rows[at - 2]![to - 2]! + 1);
      }
      row.push(edits);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
