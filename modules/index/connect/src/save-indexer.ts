import type { Context } from "@minato/kit";
import { z } from "zod";

import { AppRefusal, askApp, type AppAddress } from "./app-client.ts";
import { KeptIndexer, type Indexer } from "./app-shapes.ts";
import { switchIndexer } from "./describe-indexer.ts";

/** An indexer as a program keeps it. */
export interface SavedIndexer {
  id: number;
  /** What the program has against switching it on. */
  problem: string | undefined;
}

const SWITCHED_OFF =
  "Added, but switched off: the program refuses an indexer that has nothing in its categories yet";
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

/**
 * Tests an indexer that a program has and keeps the change, by force when the index is only empty.
 * @throws {AppRefusal} with any other complaint
 */
export async function updateIndexer(
  ctx: Pick<Context, "fetch">,
  address: AppAddress,
  indexer: KeptIndexer,
): Promise<SavedIndexer> {
  const request = { body: indexer, isSlow: true } as const;
  try {
    await askApp(ctx, address, "/indexer/test", z.unknown(), { method: "POST", ...request });
  } catch (error) {
    if (!isOnlyEmpty(error)) throw error;
  }
  const path = `/indexer/${indexer.id}?forceSave=true`;
  try {
    await askApp(ctx, address, path, z.unknown(), { method: "PUT", ...request });
    return { id: indexer.id, problem: undefined };
  } catch (error) {
    if (!isOnlyEmpty(error)) throw error;
  }
  const off = { ...indexer, ...switchIndexer(indexer, address.kind, false) };
  await askApp(ctx, address, path, z.unknown(), { method: "PUT", body: off, isSlow: true });
  return { id: indexer.id, problem: SWITCHED_OFF };
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
    return { id: saved.id, problem: SWITCHED_OFF };
  }
}

function post(
  ctx: Pick<Context, "fetch">,
  address: AppAddress,
  body: Indexer,
  path: string,
): Promise<KeptIndexer> {
  return askApp(ctx, address, path, KeptIndexer, { method: "POST", body, isSlow: true });
}

function isOnlyEmpty(error: unknown): error is AppRefusal {
  if (!(error instanceof AppRefusal)) return false;
  const faults = error.complaints.filter(({ isWarning }) => !isWarning);
  return faults.length > 0
    ? faults.every(({ errorMessage }) => EMPTY.test(errorMessage))
    : error.complaints.length > 0;
}
