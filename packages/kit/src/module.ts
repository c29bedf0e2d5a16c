import type { AnyRouter } from "@orpc/server";

import type { Context } from "./context.ts";
import type { Listener } from "./events.ts";
import type { HttpRoutes } from "./http.ts";
import type { Job } from "./jobs.ts";
import type { LiveTopic } from "./live-topic.ts";
import type { ProblemCheck } from "./problem-check.ts";
import type { Settings } from "./settings.ts";

/** Something with a lifetime that a module adds to the context: a search engine, a worker thread. */
export interface Provided {
  readonly context: Partial<Context>;
  readonly close: () => Promise<void>;
}

/** A column whose values the vault sealed, so that `minato secret` finds them. */
export interface SealedColumn {
  readonly table: string;
  /** Columns of the primary key. */
  readonly key: readonly string[];
  readonly column: string;
  /** True for a jsonb column, whose sealed values are `{"sealed": "…"}` among others. */
  readonly isJson?: boolean;
  /** The purpose its values are sealed for. */
  readonly purpose: string;
  /** SQL that lets the program go on without the values, when the secret is lost for good. */
  readonly forget: string;
}

/** One domain of the product, as the server composes it. */
export interface Module<Router extends AnyRouter = AnyRouter> {
  readonly name: string;
  /** Procedures, keyed by the names of the typed API: `{ torrents: { get } }`. */
  readonly router?: Router;
  readonly http?: HttpRoutes;
  readonly jobs?: readonly Job[];
  readonly listeners?: readonly Listener[];
  readonly settings?: Settings;
  /** What people watch while it changes. */
  readonly live?: readonly LiveTopic[];
  /** What administrators are told of when it goes wrong. */
  readonly problems?: readonly ProblemCheck[];
  readonly sealed?: readonly SealedColumn[];
  /** Runs once per process after migration, before anything is served. */
  readonly provide?: (ctx: Context) => Promise<Provided>;
}

/** Declares a module. */
export function defineModule<const M extends Module>(module: M): M {
  return module;
}
