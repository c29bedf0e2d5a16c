import { Meilisearch } from "meilisearch";
import { z } from "zod";

import type { ClusterIndex, ClusterRebuild } from "../cluster/cluster-index.ts";
import type { ClusterTarget } from "../cluster/open-cluster.ts";
import { findTorrents } from "./find-torrents.ts";
import { writeRecord, writeSeeders, writeSettings } from "./index-settings.ts";
import { findOne, NAME, runTask, sendRequest } from "./send-request.ts";
import { writeTextFilters, writeWords } from "./write-filter.ts";

/** The state of the index: one document of an index of its own. */
const STATE_ID = "torrents";
const REQUEST_TIMEOUT_MS = 10_000;
const primaryKey = "id";

const State = z.object({ state: z.string() });
const Titles = z.object({ hits: z.array(z.object({ title: z.string() })) });

/** Opens torrents in Meilisearch. */
export function openMeilisearch(target: ClusterTarget): ClusterIndex {
  const { origin, password, prefix } = target;
  const client = new Meilisearch({
    host: origin,
    timeout: REQUEST_TIMEOUT_MS,
    ...(password === "" ? {} : { apiKey: password }),
  });
  const searched = `${prefix}-torrents`;
  const torrents = client.index(searched);
  const states = client.index(`${prefix}-state`);
  return {
    name: NAME,
    async readState() {
      const state = await findOne(() => states.getDocument(STATE_ID));
      const index = await findOne(() => client.getRawIndex(searched));
      return state === undefined || index === undefined ? undefined : State.parse(state).state;
    },
    writeState: (state) =>
      runTask(() => states.addDocuments([{ id: STATE_ID, state }], { primaryKey })),
    async count() {
      return (await sendRequest(() => torrents.getStats())).numberOfDocuments;
    },
    put: (documents) =>
      runTask(() => torrents.addDocuments(documents.map(writeRecord), { primaryKey })),
    patch: (counts) =>
      runTask(() =>
        torrents.updateDocuments(
          counts.map(({ id, seeders }) => ({ id, ...writeSeeders(seeders) })),
          { primaryKey },
        ),
      ),
    remove: (ids) => runTask(() => torrents.deleteDocuments([...ids])),
    beginRebuild: () => beginRebuild(client, searched),
    find: (request) => findTorrents(client, searched, request),
    async suggest(text, limit) {
      const parameters = {
        filter: writeTextFilters(text),
        matchingStrategy: "all",
        sort: ["seeders:desc", "id:desc"],
        distinct: "work",
        attributesToRetrieve: ["title"],
        limit,
      } as const;
      const query = { ...parameters, sort: [...parameters.sort], attributesToRetrieve: ["title"] };
      const answer = await sendRequest(() => torrents.search(writeWords(text), query));
      return Titles.parse(answer).hits.map(({ title }) => title);
    },
    close: async () => {},
  };
}

async function beginRebuild(client: Meilisearch, searched: string): Promise<ClusterRebuild> {
  const beside = `${searched}-next`;
  const removeBeside = async () => {
    const known = await findOne(() => client.getRawIndex(beside));
    if (known !== undefined) await runTask(() => client.deleteIndex(beside));
  };
  await removeBeside();
  await runTask(() => client.createIndex(beside, { primaryKey }));
  const index = client.index(beside);
  await runTask(() => index.updateSettings(writeSettings()));
  return {
    put: (documents) =>
      runTask(() => index.addDocuments(documents.map(writeRecord), { primaryKey })),
    async finish() {
      const known = await findOne(() => client.getRawIndex(searched));
      if (known === undefined) await runTask(() => client.createIndex(searched, { primaryKey }));
      // The client asks whether the names are swapped too; they are not.
      await runTask(() => client.swapIndexes([{ indexes: [searched, beside], rename: false }]));
      await removeBeside();
    },
    abandon: removeBeside,
  };
}
