import type { QueryKey } from "@tanstack/react-query";

import { orpc } from "../../lib/orpc.ts";

/** What is asked for anew when a topic changed. */
const QUERIES: Readonly<Record<string, readonly QueryKey[]>> = {
  torrents: [orpc.admin.stats.key(), orpc.search.torrents.key({ type: "query" })],
  sources: [orpc.admin.stats.key(), orpc.torrents.intake.key()],
  jobs: [orpc.admin.stats.key(), orpc.sys.jobs.key()],
  workers: [orpc.sys.workers.key()],
  logs: [orpc.sys.logs.key()],
  searchIndexes: [orpc.search.status.key(), orpc.search.rebuildProgress.key()],
  previews: [orpc.classification.previews.key()],
  apps: [orpc.connect.list.key()],
  backups: [orpc.sys.backup.key()],
  restores: [orpc.sys.restore.key()],
  runs: [orpc.torrents.bulk.key(), orpc.upkeep.budget.get.key()],
  blocks: [orpc.blacklist.key()],
  notifications: [orpc.notifications.unread.key(), orpc.notifications.list.key()],
  settings: [orpc.admin.config.key(), orpc.upkeep.budget.get.key()],
};

/** Keys of what depends on the topics, each once. */
export function queriesOf(topics: Iterable<string>): QueryKey[] {
  const keys = [...topics].flatMap((topic) => QUERIES[topic] ?? []);
  return [...new Map(keys.map((key) => [JSON.stringify(key), key])).values()];
}
