import type { RequestContext } from "@minato/kit";
import { OpenAPIHandler } from "@orpc/openapi/fetch";
import type { AnyRouter } from "@orpc/server";
import { RPCHandler } from "@orpc/server/fetch";
import type { Logger } from "pino";

import { toProcedureError, toProcedureErrorBody } from "./errors.ts";

/** The two ways to call procedures over HTTP. */
export interface ProcedureHandlers {
  rpc: RPCHandler<RequestContext>;
  openApi: OpenAPIHandler<RequestContext>;
}

/** Serves a router to the typed client and as the JSON API. */
export function createProcedureHandlers(router: AnyRouter, log: Logger): ProcedureHandlers {
  const translate = async <Result>({ next }: { next: () => Promise<Result> }) => {
    try {
      return await next();
    } catch (error) {
      throw toProcedureError(error, log);
    }
  };
  return {
    rpc: new RPCHandler<RequestContext>(router, { clientInterceptors: [translate] }),
    openApi: new OpenAPIHandler<RequestContext>(router, {
      clientInterceptors: [translate],
      customErrorResponseBodyEncoder: toProcedureErrorBody,
    }),
  };
}
