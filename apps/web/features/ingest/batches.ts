const MAX_FILES = 50;
const MAX_BYTES = 16 * 1024 ** 2;

/** Groups files for requests that stay well below what the server takes, in their order. */
export function batchFiles<Item extends { size: number }>(files: readonly Item[]): Item[][] {
  const batches: Item[][] = [];
  let bytes = 0;
  for (const file of files) {
    const last = batches.at(-1);
    if (last === undefined || last.length >= MAX_FILES || bytes + file.size > MAX_BYTES) {
      batches.push([file]);
      bytes = file.size;
    } else {
      last.push(file);
      bytes += file.size;
    }
  }
  return batches;
}

/** Groups of `size` in the order of the list. */
export function batchBy<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
