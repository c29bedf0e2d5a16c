import { MetainfoError } from "./metainfo-error.ts";

/** A file of a torrent: its path inside the torrent, names joined with `/`, and size in bytes. */
export interface MetainfoFile {
  readonly path: string;
  readonly size: number;
}

const MAX_PATH_LENGTH = 4_096;
// Names of directories count once for each file in them, so a small tree can hold long paths.
const MAX_PATH_TOTAL = 64 * 1024 * 1024;

/** Gathers the files of a torrent within bounds on their number, paths and sizes. */
export class FileList {
  readonly files: MetainfoFile[] = [];
  /** Bytes of all files together. */
  size = 0;
  #count = 0;
  #pathTotal = 0;
  readonly #field: string;
  readonly #maxFiles: number;

  constructor(field: string, maxFiles: number) {
    this.#field = field;
    this.#maxFiles = maxFiles;
  }

  /** Counts an entry of the torrent's own list, whether or not it turns out to be padding. */
  count(): void {
    this.#count += 1;
    if (this.#count > this.#maxFiles) {
      throw new MetainfoError(this.#field, `expected at most ${this.#maxFiles} files`);
    }
  }

  /** Adds a file; throws `MetainfoError` when a bound is passed. */
  add(path: string, size: number): void {
    this.#pathTotal += path.length;
    if (path.length > MAX_PATH_LENGTH || this.#pathTotal > MAX_PATH_TOTAL) {
      throw new MetainfoError(
        this.#field,
        `expected paths of at most ${MAX_PATH_LENGTH} characters, ${MAX_PATH_TOTAL} altogether`,
      );
    }
    this.files.push({ path, size });
    this.size = addSize(this.#field, this.size, size);
  }
}

/** Adds sizes in bytes; throws `MetainfoError` when the sum is no longer exact. */
export function addSize(field: string, total: number, size: number): number {
  const sum = total + size;
  if (sum <= Number.MAX_SAFE_INTEGER) return sum;
  throw new MetainfoError(field, `expected at most ${Number.MAX_SAFE_INTEGER} bytes altogether`);
}
