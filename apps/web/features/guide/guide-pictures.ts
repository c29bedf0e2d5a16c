import { open, readdir, readFile } from "node:fs/promises";
import path from "node:path";

/** Size of a picture in pixels. */
export interface PictureSize {
  width: number;
  height: number;
}

const PICTURE = /^[\w-]+\.png$/;
/** The signature, then the first chunk with width and height (PNG, section 11.2.1). */
const HEADER_BYTES = 24;

/** Where the guide lies, as `next.config.ts` says. */
export function guideDirectory(): string {
  const directory = process.env["GUIDE_DIRECTORY"];
  if (directory === undefined) throw new Error("GUIDE_DIRECTORY is not set");
  return directory;
}

/** The pictures of the guide by file name, so that a page knows their place before they are there. */
export async function listPictures(): Promise<ReadonlyMap<string, PictureSize>> {
  const directory = pictureDirectory();
  const names = (await readdir(directory)).filter((name) => PICTURE.test(name));
  const sizes = await Promise.all(
    names.map(async (name) => [name, await readSize(path.join(directory, name))] as const),
  );
  return new Map(sizes);
}

/** The bytes of a picture; undefined when there is none of this name. */
export async function readPicture(name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!PICTURE.test(name)) return undefined;
  const directory = pictureDirectory();
  const names = await readdir(directory);
  return names.includes(name)
    ? new Uint8Array(await readFile(path.join(directory, name)))
    : undefined;
}

function pictureDirectory(): string {
  return path.join(guideDirectory(), "images");
}

async function readSize(file: string): Promise<PictureSize> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    return { width: buffer.readUInt32BE(16), height: buffer.readUInt32BE(20) };
  } finally {
    await handle.close();
  }
}
