import { expect, test } from "vitest";

import { readHdrFormats } from "./hdr-formats.ts";

test.for([
  ["Spring.2019.2160p.WEB-DL.DV.HDR10+.HEVC", ["dolby-vision", "hdr10+"]],
  ["Spring 2019 Dolby Vision", ["dolby-vision"]],
  ["Spring.2019.HDR10Plus.mkv", ["hdr10+"]],
  ["Spring [HDR10] 2160p", ["hdr"]],
  ["Spring HDR", ["hdr"]],
  ["Spring.HLG.2160p", ["hlg"]],
  ["Spring SDR 1080p", ["sdr"]],
  ["DVD of Advhdrs", []],
] as const)("the formats of %s", ([title, formats]) => {
  expect(readHdrFormats(title)).toEqual(formats);
});
