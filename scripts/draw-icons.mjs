/**
 * Draws the icons of the installed app from the mark: `node scripts/draw-icons.mjs`. Needed only
 * when the mark changes; the pictures are kept in the repository.
 */
import { chromium } from "playwright-core";

const FOLDER = new URL("../apps/web/public/icons/", import.meta.url);
const ICONS = [
  { name: "icon-192", size: 192, mark: 0.64, radius: 0.22 },
  { name: "icon-512", size: 512, mark: 0.64, radius: 0.22 },
  { name: "maskable-512", size: 512, mark: 0.52, radius: 0 },
  { name: "apple-touch-icon", size: 180, mark: 0.62, radius: 0 },
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
  await page.screenshot({ path: new URL(`${name}.png`, FOLDER).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
