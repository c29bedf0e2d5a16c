import { parseReleaseTitle } from "./parse-release-title.ts";
import { serveNames } from "./serve-names.ts";

// The first name compiles several hundred patterns; that is not to count against a stranger's.
parseReleaseTitle("[Warm-Up] Sintel 2010 S01E01 - 01v2 1080p WEB-DL x264 AAC 第1话 (Сезон 1)");
serveNames(parseReleaseTitle);
