import type { Span } from "./use-home.ts";

/** Spans of the chart, in their order. */
export const SPANS = ["hour", "day", "week"] as const satisfies readonly Span[];

/** What of Home stands in the address. */
export interface HomeState {
  span: Span;
  /** Kind of torrents in the lists; undefined for all. */
  kind: string | undefined;
}

/** Reads the address. */
export function readHomeState(params: Pick<URLSearchParams, "get">): HomeState {
  const span = SPANS.find((name) => name === params.get("span")) ?? "hour";
  return { span, kind: params.get("kind") ?? undefined };
}

/** Address of Home in a state. */
export function homePath({ span, kind }: HomeState): string {
  const params = new URLSearchParams();
  if (span !== "hour") params.set("span", span);
  if (kind !== undefined) params.set("kind", kind);
  return params.size === 0 ? "/home" : `/home?${params.toString()}`;
}
