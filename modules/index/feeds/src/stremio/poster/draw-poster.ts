import { findGlyph, GLYPH_HEIGHT, GLYPH_WIDTH, toDrawable } from "./bitmap-font.ts";
import { writePng } from "./write-png.ts";

/** What stands on a poster. */
export interface PosterText {
  title: string;
  year: number | undefined;
  /** Chooses the colour: the same work has the same one always. */
  seed: number;
}

const WIDTH = 300;
const HEIGHT = 450;
const MARGIN = 24;
/** Sizes of the title, the largest that fits is taken. */
const SCALES = [5, 4, 3] as const;
const YEAR_SCALE = 3;
const MAX_LINES = 7;
const LINE_GAP = 3;
const SHADES = 64;
const WHITE = SHADES;
const SOFT = SHADES + 1;
/** Neighbouring numbers get colours far from each other. */
const GOLDEN_ANGLE = 137.508;

/** Draws a poster as PNG: title and year of a work over a colour of its own. */
export function drawPoster({ title, year, seed }: PosterText): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y++) {
    pixels.fill(Math.floor((y / HEIGHT) * SHADES), y * WIDTH, (y + 1) * WIDTH);
  }
  const { lines, scale } = fitTitle(toDrawable(title));
  const lineHeight = (GLYPH_HEIGHT + LINE_GAP) * scale;
  const yearHeight = year === undefined ? 0 : (GLYPH_HEIGHT + LINE_GAP) * YEAR_SCALE + MARGIN / 2;
  let y = HEIGHT - MARGIN - yearHeight - lines.length * lineHeight;
  for (const line of lines) {
    drawText(pixels, line, { x: MARGIN, y, scale, colour: WHITE });
    y += lineHeight;
  }
  if (year !== undefined) {
    const top = HEIGHT - MARGIN - GLYPH_HEIGHT * YEAR_SCALE;
    drawText(pixels, String(year), { x: MARGIN, y: top, scale: YEAR_SCALE, colour: SOFT });
  }
  return writePng({ width: WIDTH, height: HEIGHT, palette: listColours(seed), pixels });
}

/** The title in the largest letters that need neither too many lines nor broken words. */
function fitTitle(words: readonly string[]): { lines: string[]; scale: number } {
  for (const scale of SCALES) {
    const columns = countColumns(scale);
    const lines = wrap(words, columns);
    if (lines.length <= MAX_LINES && words.every(({ length }) => length <= columns)) {
      return { lines, scale };
    }
  }
  const scale = SCALES.at(-1) ?? 1;
  return { lines: wrap(words, countColumns(scale)).slice(0, MAX_LINES), scale };
}

function countColumns(scale: number): number {
  return Math.floor((WIDTH - 2 * MARGIN + scale) / ((GLYPH_WIDTH + 1) * scale));
}

function wrap(words: readonly string[], columns: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= columns) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      for (let start = 0; start < word.length; start += columns) {
        lines.push(word.slice(start, start + columns));
      }
    }
  }
  return lines;
}

interface Pen {
  x: number;
  y: number;
  scale: number;
  colour: number;
}

function drawText(pixels: Uint8Array, text: string, { x, y, scale, colour }: Pen): void {
  for (const [index, letter] of [...text].entries()) {
    const left = x + index * (GLYPH_WIDTH + 1) * scale;
    for (const [row, bits] of (findGlyph(letter) ?? []).entries()) {
      for (let column = 0; column < GLYPH_WIDTH; column++) {
        if ((bits & (1 << (GLYPH_WIDTH - 1 - column))) === 0) continue;
        for (let line = 0; line < scale; line++) {
          const start = (y + row * scale + line) * WIDTH + left + column * scale;
          pixels.fill(colour, start, start + scale);
        }
      }
    }
  }
}

function listColours(seed: number): [number, number, number][] {
  const hue = (seed * GOLDEN_ANGLE) % 360;
  const shades = Array.from({ length: SHADES }, (_, shade) =>
    toRgb(hue, 0.42, 0.4 - (0.28 * shade) / SHADES),
  );
  return [...shades, [255, 255, 255], toRgb(hue, 0.35, 0.78)];
}

/** HSL (CSS Color 4, section 7) as red, green and blue. */
function toRgb(hue: number, saturation: number, lightness: number): [number, number, number] {
  const chroma = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number) => {
    const position = (offset + hue / 30) % 12;
    const level = lightness - chroma * Math.max(-1, Math.min(position - 3, 9 - position, 1));
    return Math.round(level * 255);
  };
  return [channel(0), channel(8), channel(4)];
}
