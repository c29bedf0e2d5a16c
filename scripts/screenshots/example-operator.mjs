// What an operator of the pictured server has done: programs, keys, a profile, people, blocks, tags.
import { APP_KEY, startFakeServarr } from "../../tests/support/fake-servarr.ts";

const PROGRAMS = ["sonarr", "radarr"];
const STEPS = [
  ["/api/v1/admin/api-keys", { name: "grafana", scopes: ["metrics"] }],
  ["/api/v1/admin/api-keys", { name: "nightly push", scopes: ["ingest", "search"] }],
  [
    "/api/v1/feeds/profiles",
    {
      name: "films-2160p",
      title: "Films in 2160p",
      filters: { types: ["movie"], resolutions: [2160], minSeeders: 5 },
    },
  ],
  ["/api/v1/admin/people", { name: "Grace", email: "grace@example.org", role: "moderator" }],
  ["/api/v1/admin/people", { name: "Ben", email: "ben@example.org", role: "member" }],
  [
    "/api/v1/blocklist/torrents",
    { infoHashes: ["a".repeat(40), "b".repeat(40)], reason: "asked for by the rights holder" },
  ],
  ["/api/v1/blocklist/trackers", { trackers: ["tracker.example.net"], reason: "sends no peers" }],
  ["/api/v1/torrents/bulk", { action: "addTags", query: { q: "blender" }, tags: ["blender"] }],
];

/**
 * Does what an operator does, through the API.
 * @returns stops the programs that were connected
 */
export async function playOperator(call) {
  const programs = await Promise.all(
    PROGRAMS.map((kind) => startFakeServarr(kind, { fetchIndexer: (url) => fetch(url) })),
  );
  const connections = programs.map(({ url }, index) => [
    "/api/v1/connect/apps",
    { kind: PROGRAMS[index], url, apiKey: APP_KEY },
  ]);
  for (const [path, json] of [...connections, ...STEPS]) {
    const { status, text } = await call(path, { json });
    if (status >= 300) throw new Error(`${path} was refused: ${status} ${text}`);
  }
  return () => Promise.all(programs.map((program) => program.close()));
}
