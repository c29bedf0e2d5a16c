import { crc32, inflateSync } from "node:zlib";

/** Reads a PNG of indexed colours; throws where a decoder would refuse it. */
export function readPng(bytes: Buffer): { width: number; height: number; colours: Set<number> } {
  if (bytes.subarray(0, 8).toString("hex") !== "89504e470d0a1a0a") throw new Error("no signature");
  const chunks = new Map<string, Buffer>();
  for (let offset = 8; offset < bytes.length;) {
    const length = bytes.readUInt32BE(offset);
    const body = bytes.subarray(offset + 4, offset + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(offset + 8 + length)) throw new Error("wrong checksum");
    chunks.set(body.toString("latin1", 0, 4), body.subarray(4));
    offset += length + 12;
  }
  const header = chunks.get("IHDR") ?? Buffer.alloc(0);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const paletteSize = (chunks.get("PLTE")?.length ?? 0) / 3;
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  if (rows.length !== height * (width + 1)) throw new Error("rows missing");
  const colours = new Set<number>();
  for (let y = 0; y < height; y++) {
    if (rows[y * (width + 1)] !== 0) throw new Error("unfiltered rows expected");
    for (const colour of rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))) {
      if (colour >= paletteSize) throw new Error("colour outside the palette");
      colours.add(colour);
    }
  }
  if (!chunks.has("IEND")) throw new Error("no end");
  return { width, height, colours };
}
