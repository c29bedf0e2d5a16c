import type { Context } from "@minato/kit";
import { z } from "zod";

import { AppRefusal, askApp, type AppAddress } from "./app-client.ts";
import { Indexer } from "./app-shapes.ts";
import { switchIndexer } from "./describe-indexer.ts";

/** An indexer as a program keeps it. */
export interface SavedIndexer {
  id: number;
  /** What the program has against switching it on. */
  problem: string | undefined;
}

const Saved = Indexer.extend({ id: z.int() });
/** What every program says of an index that has nothing in the wanted categories yet. */
const EMPTY = /query successful, but no results|no results in the configured categories/i;

/**
 * Tests an indexer in a program and keeps it there. An empty index fails the test of every program:
 * when that is the only complaint the indexer is saved all the same.
 * @throws {AppRefusal} with any other complaint
 */
export async function saveIndexer(
  ctx: Pick<Context, "fetch">,
  address: AppAddress,
  indexer: Indexer,
): Promise<SavedIndexer> {
  try {
    const test = { method: "POST", body: indexer, isSlow: true } as const;
    await askApp(ctx, address, "/indexer/test", z.unknown(), test);
    const { id } = await post(ctx, address, indexer, "/indexer");
    return { id, problem: undefined };
  } catch (error) {
    if (!isOnlyEmpty(error)) throw error;
  }
  return forceIndexer(ctx, address, indexer);
}

/** Some versions test what is forced too, but never what is switched off or changed by force. */
async function forceIndexer(
  ctx: Pick<Context, "fetch">,
  address: AppAddress,
  indexer: Indexer,
): Promise<SavedIndexer> {
  try {
    const { id } = await post(ctx, address, indexer, "/indexer?forceSave=true");
    return { id, problem: undefined };
  } catch (error) {
    if (!isOnlyEmpty(error)) throw error;
  }
  const off = { ...indexer, ...switchIndexer(indexer, address.kind, false) };
  const saved = await post(ctx, address, off, "/indexer?forceSave=true");
  const on = { ...saved, ...switchIndexer(indexer, address.kind, true), fields: indexer.fields };
  try {
    await askApp(ctx, address, `/indexer/${saved.id}?forceSave=true`, z.unknown(), {
      method: "PUT",
      body: on,
      isSlow: true,
    });
    return { id: saved.id, problem: undefined };
  } catch (error) {
    if (!isOnlyEmpty(error)) throw error;
    return { id: saved.id, problem: `Added, but switched off: ${error.message}` };
  }
}

function post(
  ctx: Pick<Context, "fetch">,
  address: AppAddress,
  body: Indexer,
  path: string,
): Promise<z.output<typeof Saved>> {
  return askApp(ctx, address, path, Saved, { method: "POST", body, isSlow: true });
}

function isOnlyEmpty(error: unknown): error is AppRefusal {
  if (!(error instanceof AppRefusal)) return false;
  const faults = error.complaints.filter(({ isWarning }) => !isWarning);
  return faults.length > 0
    ? faults.every(({ errorMessage }) => EMPTY.test(errorMessage))
    : error.complaints.length > 0;
}
