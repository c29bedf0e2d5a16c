/** What a torrent goes through: it is taken in, understood, and made findable. */
export const PHASES = ["ingest", "enrich", "index"] as const;

/** One step of what a torrent goes through. */
export type Phase = (typeof PHASES)[number];

/** By the module a job is named after; work of any other module is upkeep. */
const PHASE_OF_MODULE: Readonly<Record<string, Phase>> = {
  crawler: "ingest",
  exchange: "ingest",
  providers: "ingest",
  torrents: "ingest",
  classify: "enrich",
  enrich: "enrich",
  search: "index",
};

/** Jobs of those modules that look after the tables and move no torrent on. */
const UPKEEP_JOB = /\.(maintain|prune|backup)/;

/** The phase a kind of job (`<module>.<verb>`) belongs to, undefined for upkeep. */
export function phaseOfJob(name: string): Phase | undefined {
  return UPKEEP_JOB.test(name) ? undefined : PHASE_OF_MODULE[name.split(".")[0] ?? ""];
}
