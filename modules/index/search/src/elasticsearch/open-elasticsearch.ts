import { Client } from "@opensearch-project/opensearch";
import { z } from "zod";

import type { ClusterIndex, ClusterRebuild } from "../cluster/cluster-index.ts";
import type { ClusterTarget } from "../cluster/open-cluster.ts";
import { sendBulk, writeCounts, writeDocuments, writeRemovals } from "./bulk-writes.ts";
import { DeepPages } from "./deep-pages.ts";
import { findTorrents, suggestTitles } from "./find-torrents.ts";
import { NEW_INDEX, SEARCHED_SETTINGS } from "./index-settings.ts";
import { NAME, sendRequest, type ElasticRequest } from "./send-request.ts";

const State = z
  .object({ _source: z.object({ state: z.string() }) })
  .transform(({ _source: source }) => source.state);
const Count = z.object({ count: z.int() });
const Indexes = z.record(z.string(), z.unknown());
/** The state of the index: one document of an index of its own. */
const STATE_ID = "torrents";
const COUNT_TIMEOUT_MS = 5000;

/**
 * Opens torrents in Elasticsearch or OpenSearch. OpenSearch's client serves both, as it sends plain
 * JSON; that of Elastic refuses servers which do not call themselves Elasticsearch.
 */
export function openElasticsearch(target: ClusterTarget): ClusterIndex {
  const { origin, username, password, prefix } = target;
  const client = new Client({
    node: origin,
    ...(username === "" ? {} : { auth: { username, password } }),
  });
  const alias = `${prefix}-torrents`;
  const stateIndex = `${prefix}-state`;
  const pages = new DeepPages();
  const send = (request: ElasticRequest) => sendRequest(client, request);
  const bulk = (lines: object[]) => sendBulk(client, { index: alias, isAlias: true }, lines);
  return {
    name: NAME,
    async readState() {
      const aliased = await send({ method: "GET", path: `/_alias/${alias}`, mayBeAbsent: true });
      const path = `/${stateIndex}/_doc/${STATE_ID}`;
      const state = await send({ method: "GET", path, mayBeAbsent: true });
      return aliased === undefined || state === undefined ? undefined : State.parse(state);
    },
    async writeState(state) {
      await send({ method: "PUT", path: `/${stateIndex}/_doc/${STATE_ID}`, body: { state } });
    },
    async count() {
      const path = `/${alias}/_count`;
      const answer = await send({ method: "GET", path, timeoutMs: COUNT_TIMEOUT_MS });
      return Count.parse(answer).count;
    },
    put: (documents) => bulk(writeDocuments(documents)),
    patch: (counts) => bulk(writeCounts(counts)),
    remove: (ids) => bulk(writeRemovals(ids)),
    beginRebuild: () => beginRebuild(client, alias),
    find: (request) => findTorrents(client, alias, pages, request),
    suggest: (text, limit) => suggestTitles(client, alias, text, limit),
    close: () => client.close(),
  };
}

async function beginRebuild(client: Client, alias: string): Promise<ClusterRebuild> {
  const send = (request: ElasticRequest) => sendRequest(client, request);
  const searched = await listIndexes(client, `/_alias/${alias}`);
  // What rebuilds left behind that did not come to their end.
  for (const index of await listIndexes(client, `/${alias}-*`)) {
    if (!searched.includes(index)) await send({ method: "DELETE", path: `/${index}` });
  }
  const index = `${alias}-${Date.now().toString(36)}`;
  await send({ method: "PUT", path: `/${index}`, body: NEW_INDEX });
  return {
    put: (documents) => sendBulk(client, { index, isAlias: false }, writeDocuments(documents)),
    async finish() {
      await send({ method: "PUT", path: `/${index}/_settings`, body: SEARCHED_SETTINGS });
      await send({ method: "POST", path: `/${index}/_refresh` });
      const removals = searched.map((old) => ({ remove_index: { index: old } }));
      const actions = [...removals, { add: { index, alias } }];
      await send({ method: "POST", path: "/_aliases", body: { actions } });
    },
    async abandon() {
      await send({ method: "DELETE", path: `/${index}`, mayBeAbsent: true });
    },
  };
}

async function listIndexes(client: Client, path: string): Promise<string[]> {
  const found = await sendRequest(client, { method: "GET", path, mayBeAbsent: true });
  return found === undefined ? [] : Object.keys(Indexes.parse(found));
}
