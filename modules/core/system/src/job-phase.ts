/** What a torrent goes through: it is taken in, understood, and made findable. */
export const PHASES = ["ingest", "enrich", "index"] as const;

/** One step of what a torrent goes through. */
export type Phase = (typeof PHASES)[number];

/** Kinds of jobs that move torrents on, by how their names begin. */
const PHASE_OF_JOB: readonly (readonly [RegExp, Phase])[] = [
  [/^exchange\.import/, "ingest"],
  [/^classify\./, "enrich"],
  [/^search\./, "index"],
];

/** The phase a kind of job (`<module>.<verb>`) belongs to, undefined for upkeep. */
export function phaseOfJob(name: string): Phase | undefined {
  return PHASE_OF_JOB.find(([pattern]) => pattern.test(name))?.[1];
}
