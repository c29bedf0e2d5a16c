import { wordIssues } from "./describe-issue.ts";

export {
  AppError,
  ERROR_STATUS,
  toErrorBody,
  type AppErrorOptions,
  type ErrorBody,
  type ErrorCode,
  type FieldError,
} from "./app-error.ts";
export type { Context, SendOptions } from "./context.ts";
export {
  EnvironmentError,
  parseEnvironment,
  ROLES,
  type Environment,
  type Role,
} from "./environment.ts";
export { defineEvent, on, type Event, type Listener } from "./events.ts";
export { boundBody } from "./bound-body.ts";
export { requireScope, type HttpEnv, type HttpRoutes } from "./http.ts";
export { defineJob, type Job } from "./jobs.ts";
export type { LiveTopic } from "./live-topic.ts";
export { defineModule, type Module, type Provided, type SealedColumn } from "./module.ts";
export { hasScope, SCOPES, type Principal, type Scope } from "./permissions.ts";
export type { FoundProblem, ProblemCheck } from "./problem-check.ts";
export {
  assertScope,
  openProcedure,
  procedure,
  signedInProcedure,
  toOrpcError,
  type RequestContext,
} from "./procedure.ts";
export { parseSearchUrl, SEARCH_URLS, type SearchTarget } from "./search-url.ts";
export { defineSettings, type Settings } from "./settings.ts";

// Every process and thread of the program words what a schema refuses in the same way.
wordIssues();
