import { randomBytes } from "node:crypto";

import type { Database } from "@minato/database";
import type { Context, Environment, Listener, Module, Provided } from "@minato/kit";
import { createOutboundFetch, type OutboundFetch } from "@minato/outbound";
import type { LogRing } from "@minato/system/logs/log-ring";
import type { Logger } from "pino";

/** What a context is made of besides what the modules provide. */
export interface ContextParts {
  env: Environment;
  log: Logger;
  /** Where the log leaves its lines too. */
  logRing?: LogRing;
  db: Database;
  modules: readonly Module[];
  /** Until a module provides settings: the defaults. */
  config?: Context["config"];
  /** Until a module provides a job queue: a refusal. */
  send?: Context["send"];
  now?: () => Date;
  random?: (size: number) => Uint8Array;
  fetch?: OutboundFetch;
}

/** A context and the end of its life. */
export interface OwnedContext {
  ctx: Context;
  /** Closes what the modules provided, last one first; the database stays open. */
  close: () => Promise<void>;
}

/** Builds the context of a process or a test from its parts and what the modules provide. */
export async function createContext(parts: ContextParts): Promise<OwnedContext> {
  const listeners = groupListeners(parts.modules);
  const base = {
    env: parts.env,
    log: parts.log,
    ...(parts.logRing === undefined ? {} : { logRing: parts.logRing }),
    db: parts.db,
    config: parts.config ?? readDefaults,
    send: parts.send ?? refuseToSend,
    now: parts.now ?? (() => new Date()),
    random: parts.random ?? randomBytes,
    fetch: parts.fetch ?? createOutboundFetch(),
    emit: async (event, payload, client) => {
      for (const listener of listeners.get(event.name) ?? []) {
        await listener.handle(ctx, payload, client);
      }
    },
  } satisfies Partial<Context>;
  // Modules add the rest below, each before anything that uses it runs.
  const ctx = base as unknown as Context;
  const provided: Provided[] = [];
  const close = async () => {
    for (const one of provided.toReversed()) await one.close();
  };
  try {
    for (const module of parts.modules) {
      if (module.provide === undefined) continue;
      const one = await module.provide(ctx);
      provided.push(one);
      Object.assign(ctx, one.context);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { ctx, close };
}

const readDefaults: Context["config"] = (settings) => settings.schema.parse({});

const refuseToSend: Context["send"] = async (job) => {
  throw new Error(`nothing runs jobs here: ${job.name}`);
};

function groupListeners(modules: readonly Module[]): Map<string, Listener[]> {
  const groups = new Map<string, Listener[]>();
  for (const listener of modules.flatMap((module) => module.listeners ?? [])) {
    groups.set(listener.event, [...(groups.get(listener.event) ?? []), listener]);
  }
  return groups;
}
