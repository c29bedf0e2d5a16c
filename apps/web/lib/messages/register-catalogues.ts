import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

import {
  browserScript,
  serveCatalogues,
  type Catalogue,
  type ServedCatalogue,
} from "./catalogue.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";
import type { Language } from "./language.ts";
import { withWarmFormats } from "./warm-formats.ts";

/** Called once when the server of the web app starts. */
export function registerCatalogues(): void {
  serveCatalogues({ en: serve("en", en), de: serve("de", de) });
}

function serve(language: Language, messages: Catalogue): ServedCatalogue {
  const script = withWarmFormats(language, browserScript(messages));
  const hash = createHash("sha256").update(script).digest("hex").slice(0, 12);
  return {
    messages,
    script: new Uint8Array(gzipSync(script, { level: 9 })),
    file: `${language}-${hash}.js`,
  };
}
