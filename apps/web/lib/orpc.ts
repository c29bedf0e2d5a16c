import type { AppRouter } from "@minato/server/router";
import { createORPCClient, type InferClientInputs, type InferClientOutputs } from "@orpc/client";
import { RPCLink } from "@orpc/client/fetch";
import type { RouterClient } from "@orpc/server";
import { createTanstackQueryUtils } from "@orpc/tanstack-query";

import { serverUrl } from "./base-path.ts";

type Api = RouterClient<AppRouter>;

/** Inputs of every procedure, by module and name. */
export type ApiInputs = InferClientInputs<Api>;
/** Outputs of every procedure, by module and name. */
export type ApiOutputs = InferClientOutputs<Api>;

const client: Api = createORPCClient(new RPCLink({ url: () => serverUrl("/rpc") }));

/** The server's procedures as query and mutation options. */
export const orpc = createTanstackQueryUtils<Api>(client);
