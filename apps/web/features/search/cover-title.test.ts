import { expect, test } from "vitest";

import { coverTitle } from "./cover-title.ts";

test.each([
  ["Big.Buck.Bunny.2008.2160p.WEB-DL.HEVC.x265-Blender", "Big Buck Bunny"],
  ["Sintel (2010) 1080p BluRay x264 DTS", "Sintel"],
  ["Caminandes.S01E02.Gran.Dillama.2160p", "Caminandes"],
  ["[PIER] Harbour Lights - 04 (720p)", "Harbour Lights - 04"],
  ["Harbour.Lights.2.2160p.WEB-DL", "Harbour Lights 2"],
  ["debian-13.1.0-amd64-netinst.iso", "debian-13.1.0-amd64-netinst"],
  ["archlinux-2026.06.01-x86_64.iso", "archlinux-2026.06.01-x86_64"],
  ["Harbour_Watch_2026.06.01_1080p", "Harbour Watch"],
  ["2012", "2012"],
  ["[...]", "[...]"],
])("the cover of “%s” says “%s”", (title, name) => {
  expect(coverTitle(title)).toBe(name);
});
