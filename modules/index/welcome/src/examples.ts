import { readFile } from "node:fs/promises";
import path from "node:path";

const FOLDER = path.resolve(import.meta.dirname, "../examples");

/** A work whose metainfo comes with the program. */
export interface Example {
  file: string;
  title: string;
  infoHash: string;
  license: string;
}

/** Freely licensed works and such of the public domain; `examples/README.md` says where from. */
export const EXAMPLES: readonly Example[] = [
  {
    file: "sintel.torrent",
    title: "Sintel 2010 4K x264 DTS",
    infoHash: "c334138ef5bfc2d568ea7324e0e2a3a7ec229bdd",
    license: "CC BY 3.0",
  },
  {
    file: "bunny.torrent",
    title: "Big Buck Bunny 2008 1080p 3D 30fps",
    infoHash: "af8f10f30bf9aefecf3686922bfa0d5bd290a395",
    license: "CC BY 3.0",
  },
  {
    file: "leaves.torrent",
    title: "Walt Whitman - Leaves of Grass (EPUB)",
    infoHash: "d2474e86c95b19b8bcfdb92bc12c9d44667cfa36",
    license: "Public domain",
  },
  {
    file: "alice.torrent",
    title: "Lewis Carroll - Alice's Adventures in Wonderland (TXT)",
    infoHash: "722fe65b2aa26d14f35b4ad627d20236e481d924",
    license: "Public domain",
  },
];

/** The metainfo file of an example. */
export async function loadExample({ file }: Example): Promise<Uint8Array> {
  return readFile(path.join(FOLDER, file));
}
