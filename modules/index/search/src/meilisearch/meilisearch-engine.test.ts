import { afterAll } from "vitest";

import { startMeilisearch } from "../../test/meilisearch/start-meilisearch.ts";
import { testSearch } from "../../test/search-suite.ts";

const server = await startMeilisearch();
afterAll(() => server.close());

testSearch(`meilisearch+http://:${server.key}@${new URL(server.origin).host}`);
