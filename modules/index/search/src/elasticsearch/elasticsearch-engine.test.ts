import { afterAll } from "vitest";

import { startElasticsearch } from "../../test/elasticsearch/start-elasticsearch.ts";
import { testSearch } from "../../test/search-suite.ts";

const server = await startElasticsearch();
afterAll(() => server.close());

const { host } = new URL(server.origin);
testSearch(`elasticsearch+http://${server.username}:${server.password}@${host}`);
