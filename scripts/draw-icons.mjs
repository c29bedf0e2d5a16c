/**
 * Draws the icons of the installed app from the mark: `node scripts/draw-icons.mjs`. Needed only
 * when the mark changes; the pictures are kept in the repository.
 */
import { writeFileSync } from "node:fs";

import { chromium } from "playwright-core";

const FOLDER = new URL("../apps/web/public/icons/", import.meta.url);
const ICONS = [
  { name: "icon-192", size: 192, mark: 0.64, radius: 0.22 },
  { name: "icon-512", size: 512, mark: 0.64, radius: 0.22 },
  { name: "maskable-512", size: 512, mark: 0.52, radius: 0 },
  { name: "apple-touch-icon", size: 180, mark: 0.62, radius: 0 },
  // For programs that ask for /favicon.ico without reading the page.
  { name: "favicon", size: 48, mark: 0.68, radius: 0.22 },
];

const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const { name, size, mark, radius } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(`<body style="margin:0;background:transparent">
    <div style="width:${size}px;height:${size}px;border-radius:${radius * 100}%;background:#0d1c2a;display:grid;place-items:center">
      <svg width="${size * mark}" height="${size * mark}" viewBox="0 0 24 24" fill="none">
        <path d="M3.5 20.5v-6.75a4.25 4.25 0 0 1 8.5 0v3.5m0-3.5a4.25 4.25 0 0 1 8.5 0v6.75" stroke="#e6f1f8" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>
        <circle cx="12" cy="4.5" r="2.5" fill="#f07a3c"/>
      </svg>
    </div></body>`);
  const png = await page.screenshot({ omitBackground: true });
  if (name === "favicon") writeFileSync(new URL("../favicon.ico", FOLDER), toIco(png, size));
  else writeFileSync(new URL(`${name}.png`, FOLDER), png);
  await page.close();
}
await browser.close();

/** An icon file of one picture: a directory of one entry, then the PNG as it is. */
function toIco(png, size) {
  const header = Buffer.alloc(22);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(1, 4);
  header.writeUInt8(size, 6);
  header.writeUInt8(size, 7);
  header.writeUInt16LE(1, 10);
  header.writeUInt16LE(32, 12);
  header.writeUInt32LE(png.length, 14);
  header.writeUInt32LE(header.length, 18);
  return Buffer.concat([header, png]);
}
