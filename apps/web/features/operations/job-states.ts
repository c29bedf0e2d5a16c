import { SECTIONS } from "./sections.ts";

/** States of a job, in the order of the tabs. */
export const JOB_STATES = ["failed", "waiting", "running", "cancelled", "finished"] as const;
/** One state. */
export type JobState = (typeof JOB_STATES)[number];

/** Address of the jobs in a state, of one queue or of all. */
export function jobsPath(state: JobState, queue: string | undefined): string {
  const params = new URLSearchParams({ state, ...(queue === undefined ? {} : { queue }) });
  return `${SECTIONS.jobs.href}?${params.toString()}`;
}
