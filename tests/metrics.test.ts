import { readFileSync } from "node:fs";
import path from "node:path";

import { afterAll, beforeAll, expect, test } from "vitest";

import { createCaller, createKey, type CallApi } from "./support/call-api.ts";
import { ROOT, startServer, type ServerProcess } from "./support/start-server.ts";
import { waitFor } from "./support/wait-for.ts";

const API_KEY = "metrics-administrator-key-0123456789";

interface Panel {
  title: string;
  targets?: { expr: string }[];
}

let server: ServerProcess;
let call: CallApi;
let metrics: string;

beforeAll(async () => {
  server = await startServer({ env: { API_KEY } });
  call = createCaller(server.url, API_KEY);
  const records = Array.from({ length: 20 }, (_, number) => ({
    infoHash: number.toString(16).padStart(40, "0"),
    title: `Harbour survey ${number}`,
    size: 1000 + number,
  }));
  await call("/api/v1/torrents/ingest", {
    headers: { "x-minato-scraper": "quay" },
    json: [...records, { title: "no hash" }],
  });
  await call("/api/v1/search?q=harbour");
  await call("/torznab/api?t=caps");
  await call("/rpc/search/torrents", { json: { json: { q: "harbour" } } });
  const key = await createKey(call, "metrics");
  metrics = await waitFor("the names to be read", async () => {
    const { text } = await call("/metrics", { key });
    return text.includes("\nminato_torrents_pending_classification 0\n") &&
      text.includes('minato_job_seconds{queue="classify.torrents"')
      ? text
      : undefined;
  });
});

afterAll(() => server?.stop());

test("every metric and label that the dashboard names is in a real answer", () => {
  const file = path.join(ROOT, "deploy/grafana/minato.json");
  const { panels } = JSON.parse(readFileSync(file, "utf8")) as { panels: Panel[] };
  const expressions = panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  expect(expressions.length).toBeGreaterThan(20);
  const samples = metrics.split("\n").filter((line) => !line.startsWith("#"));
  for (const expression of expressions) {
    const [, name = "", selector = ""] = /(minato_\w+)\{([^}]*)\}/.exec(expression) ?? [];
    const matching = samples.filter((line) => /^\w+/.exec(line)?.[0] === name);
    expect(matching, `samples of ${name} in ${expression}`).not.toEqual([]);
    // What is selected or grouped by, except what Prometheus itself adds.
    const grouped = /\bby \(([^)]*)\)/.exec(expression)?.[1]?.split(", ") ?? [];
    const selected = [...selector.matchAll(/(\w+)=/g)].map(([, label]) => label ?? "");
    for (const label of new Set([...grouped, ...selected])) {
      if (label === "instance") continue;
      expect(matching[0], `${label} of ${name}`).toContain(`${label}="`);
    }
  }
});

test("metrics tell sources, routes and searches apart", () => {
  const lines = metrics.split("\n");
  expect(lines).toContain('minato_ingest_records_total{source="quay",outcome="inserted"} 20');
  expect(lines).toContain('minato_ingest_records_total{source="quay",outcome="rejected"} 1');
  expect(lines).toContain('minato_http_request_seconds_count{route="torznab",status="2xx"} 1');
  expect(lines).toContain('minato_http_request_seconds_count{route="rpc",status="2xx"} 1');
  expect(lines).toContain("minato_search_seconds_count 2");
  expect(lines).toContain("minato_torrents 20");
  expect(lines).toContain("minato_workers 1");
});

test("the overview and the metrics agree, and workers and queues are listed", async () => {
  const { json: stats } = await call("/api/v1/admin/stats");
  expect(stats).toMatchObject({ torrents: 20, pendingClassification: 0 });
  const { json: workers } = await call("/api/v1/system/workers");
  expect(workers).toMatchObject({ items: [{ pid: server.child.pid, isAlive: true }] });
  const { json: jobs } = await call("/api/v1/system/jobs?state=finished&queue=classify.torrents");
  expect(jobs).toMatchObject({ items: [{ state: "finished", queue: "classify.torrents" }] });
  expect((await call("/api/v1/system/jobs/retry", { json: { queue: "no.such" } })).status).toBe(
    404,
  );
  const { status, json } = await call("/api/v1/system/jobs/retry", {
    json: { queue: "classify.torrents" },
  });
  expect({ status, json }).toEqual({ status: 200, json: { retried: 0 } });
});

test("nobody reads metrics without a key", async () => {
  const { status } = await call("/metrics", { key: undefined });
  expect(status).toBe(401);
});
