import { defineModule, type Job, type LiveTopic } from "@minato/kit";

import { systemHttp } from "./http.ts";
import { systemProblems } from "./problems.ts";
import { provideSystem } from "./provide.ts";
import { systemRouter } from "./router.ts";

/** What the whole program is made of, as far as it is no job. */
interface Whole {
  topics?: () => readonly LiveTopic[];
  version?: string;
}

/**
 * The program's own state: background jobs, health, metrics, log and what changes. The jobs and
 * topics of all modules come through functions, as the list this module is in holds them.
 */
export function createSystemModule(
  jobs: () => readonly Job[],
  { topics = () => [], version = "0.0.0" }: Whole = {},
) {
  return defineModule({
    name: "system",
    router: systemRouter,
    http: systemHttp,
    problems: systemProblems,
    provide: (ctx) => provideSystem(ctx, { jobs: jobs(), topics: topics(), version }),
  });
}
