import { skipToken } from "@tanstack/react-query";

import { callProcedure } from "./rpc-call.ts";

type Path = readonly string[];

interface KeyState {
  type?: "query" | "infinite" | "mutation";
  input?: unknown;
}

/** What may be given besides; the types of the router say it exactly. */
interface Options {
  input?: unknown;
  queryKey?: unknown;
  mutationKey?: unknown;
}

interface InfiniteOptions {
  input: (page: unknown) => unknown;
  initialPageParam: unknown;
  queryKey?: unknown;
}

/**
 * Query and mutation options of every procedure below a path of the router, made when they are
 * asked for. Keys and options are those of `createTanstackQueryUtils` of oRPC.
 */
export function routerOptions(path: Path): object {
  const known = new Map<string, object>();
  return new Proxy(procedureOptions(path), {
    get(own, name) {
      if (typeof name !== "string" || Object.hasOwn(own, name)) return Reflect.get(own, name);
      const below = known.get(name) ?? routerOptions([...path, name]);
      known.set(name, below);
      return below;
    },
  });
}

function procedureOptions(path: Path) {
  const key = ({ input, type }: KeyState = {}) => [
    path,
    { ...(input === undefined ? {} : { input }), ...(type === undefined ? {} : { type }) },
  ];
  const queryKey = ({ input, queryKey: given }: Options = {}) =>
    given ?? key({ type: "query", input });
  return {
    key,
    queryKey,
    call: (input: unknown, { signal }: { signal?: AbortSignal } = {}) =>
      callProcedure(path, input, signal),
    queryOptions: (options: Options = {}) => ({
      queryFn: ({ signal }: { signal: AbortSignal }) => callProcedure(path, options.input, signal),
      ...(options.input === skipToken ? { enabled: false } : {}),
      ...options,
      queryKey: queryKey(options),
    }),
    infiniteOptions: (options: InfiniteOptions) => ({
      queryFn: ({ pageParam, signal }: { pageParam: unknown; signal: AbortSignal }) =>
        callProcedure(path, options.input(pageParam), signal),
      ...options,
      queryKey:
        options.queryKey ??
        key({ type: "infinite", input: options.input(options.initialPageParam) }),
    }),
    mutationOptions: (options: Options = {}) => ({
      mutationFn: (input: unknown) => callProcedure(path, input),
      ...options,
      mutationKey: options.mutationKey ?? key({ type: "mutation" }),
    }),
  };
}
