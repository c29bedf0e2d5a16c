import { defineModule, type Job } from "@minato/kit";

import { systemHttp } from "./http.ts";
import { provideSystem } from "./provide.ts";
import { systemRouter } from "./router.ts";

/**
 * The program's own state: background jobs, health and metrics. The jobs of all modules come
 * through a function, as the list this module is in holds them.
 */
export function createSystemModule(jobs: () => readonly Job[]) {
  return defineModule({
    name: "system",
    router: systemRouter,
    http: systemHttp,
    provide: (ctx) => provideSystem(ctx, jobs()),
  });
}
