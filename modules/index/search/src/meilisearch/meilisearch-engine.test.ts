import { afterAll } from "vitest";

import { testIndex } from "../../test/index-suite.ts";
import { startMeilisearch } from "../../test/meilisearch/start-meilisearch.ts";

const local = await startMeilisearch();
afterAll(() => local.close());

testIndex(
  // A real server, when there is one: its indexes of that prefix are replaced.
  process.env["MINATO_TEST_MEILISEARCH"] ??
    `meilisearch+http://:${local.key}@${new URL(local.origin).host}`,
);
