import { afterAll } from "vitest";

import { startElasticsearch } from "../../test/elasticsearch/start-elasticsearch.ts";
import { testIndex } from "../../test/index-suite.ts";

const local = await startElasticsearch();
afterAll(() => local.close());

const { host } = new URL(local.origin);
testIndex(
  // A real server, when there is one: its indexes of that prefix are replaced.
  process.env["MINATO_TEST_ELASTICSEARCH"] ??
    `elasticsearch+http://${local.username}:${local.password}@${host}`,
);
