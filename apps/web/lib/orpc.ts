import type { AppRouter } from "@minato/server/router";
import type { InferClientInputs, InferClientOutputs } from "@orpc/client";
import type { RouterClient } from "@orpc/server";
import type { RouterUtils } from "@orpc/tanstack-query";

import { routerOptions } from "./rpc-options.ts";

type Api = RouterClient<AppRouter>;

/** Inputs of every procedure, by module and name. */
export type ApiInputs = InferClientInputs<Api>;
/** Outputs of every procedure, by module and name. */
export type ApiOutputs = InferClientOutputs<Api>;

/** The server's procedures as query and mutation options; the types are what the server has. */
export const orpc = routerOptions([]) as RouterUtils<Api>;
