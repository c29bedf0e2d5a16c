"use client";

import { useQueryClient, type QueryClient, type QueryMeta } from "@tanstack/react-query";
import { useEffect } from "react";

import { isUnauthorized } from "../../lib/api-error.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";
import { LiveConnection } from "./live-connection.ts";
import { setLiveState } from "./live-state.ts";
import { queriesOf } from "./topic-queries.ts";

/** While records pour in, nothing is asked for more often than this. */
const PAUSE_MS = 1500;

/** Keeps what is on the screen up to date, through one stream of events for the whole tab. */
export function LiveUpdates() {
  const client = useQueryClient();
  const { me, can } = useSession();
  const name = me?.name;
  const isWatching = can("search") || can("edit");
  useEffect(() => {
    if (name === undefined || !isWatching) return undefined;
    const refresh = new Refresh(client);
    const connection = new LiveConnection({
      open: (signal) => orpc.sys.events.call(undefined, { signal }),
      onChanged: (topics) => refresh.add(topics),
      onState: setLiveState,
      isFinal: (error) => {
        if (!isUnauthorized(error)) return false;
        void client.invalidateQueries({ queryKey: orpc.identity.me.key() });
        return true;
      },
    });
    connection.start();
    return () => {
      connection.stop();
      refresh.stop();
    };
  }, [client, name, isWatching]);
  return null;
}

/** Whether an answer may be replaced while somebody looks at it. */
function isLive(meta: QueryMeta | undefined): boolean {
  return meta?.["isSteady"] !== true;
}

/** Gathers topics and asks for what depends on them: at once, then after a pause. */
class Refresh {
  readonly #client: QueryClient;
  readonly #topics = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(client: QueryClient) {
    this.#client = client;
  }

  add(topics: readonly string[]): void {
    for (const topic of topics) this.#topics.add(topic);
    if (this.#timer === undefined) this.#flush();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#timer = undefined;
    if (this.#topics.size === 0) return;
    for (const queryKey of queriesOf(this.#topics)) {
      void this.#client.invalidateQueries(
        { queryKey, predicate: ({ meta, state }) => isLive(meta) || state.status === "error" },
        { cancelRefetch: false },
      );
    }
    this.#topics.clear();
    this.#timer = setTimeout(() => this.#flush(), PAUSE_MS);
  }
}
