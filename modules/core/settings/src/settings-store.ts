import type { Context, Settings } from "@minato/kit";
import type { z } from "zod";

import { settings as table } from "./schema.ts";
import { openStored } from "./sealed-settings.ts";
import { mergeSettings, type MergedSettings, type StoredSetting } from "./stored-settings.ts";

/** How soon another process sees a change. */
const POLLING_INTERVAL = 1500;

type StoreContext = Pick<Context, "db" | "log" | "vault">;

/**
 * The settings of every module in memory. What another process changes is seen by reading the small
 * table again and again, which costs less than a connection kept for notifications and survives the
 * loss of one.
 */
export class SettingsStore {
  readonly list: readonly Settings[];
  readonly #ctx: StoreContext;
  #merged: ReadonlyMap<Settings, MergedSettings> = new Map();
  #fingerprint = "";
  #timer: NodeJS.Timeout | undefined;
  #reading: Promise<void> = Promise.resolve();
  #isClosed = false;
  #isUnreachable = false;

  constructor(ctx: StoreContext, list: readonly Settings[]) {
    this.#ctx = ctx;
    this.list = list;
  }

  /** The current settings of a module; the defaults for one that is not in the list. */
  readonly get = <Schema extends z.ZodObject>(settings: Settings<Schema>): z.output<Schema> => {
    const values = this.#merged.get(settings)?.values ?? settings.schema.parse({});
    // Made by parsing with this very schema.
    return values as z.output<Schema>;
  };

  /** The stored values of a module, before parsing; fields at their default are absent. */
  getStored(settings: Settings): Readonly<Record<string, unknown>> {
    return this.#merged.get(settings)?.stored ?? {};
  }

  /** Reads the table now, after any reading already under way. */
  refresh(): Promise<void> {
    const next = this.#reading.then(() => this.#read());
    this.#reading = next.catch(() => undefined);
    return next;
  }

  /** Keeps reading until closed; a database that cannot be reached is reported once. */
  startPolling(): void {
    this.#timer = setTimeout(() => void this.#poll(), POLLING_INTERVAL).unref();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#reading;
  }

  async #poll(): Promise<void> {
    try {
      await this.refresh();
      this.#isUnreachable = false;
    } catch (error) {
      if (!this.#isUnreachable) this.#ctx.log.warn({ err: error }, "settings cannot be read");
      this.#isUnreachable = true;
    }
    if (!this.#isClosed) this.startPolling();
  }

  async #read(): Promise<void> {
    const rows = await this.#ctx.db
      .select({ module: table.module, name: table.name, value: table.value })
      .from(table)
      .orderBy(table.module, table.name);
    const fingerprint = JSON.stringify(rows);
    if (fingerprint === this.#fingerprint && this.#merged.size > 0) return;
    this.#merge(await openStored(this.#ctx, this.list, rows));
    this.#fingerprint = fingerprint;
  }

  #merge(rows: readonly StoredSetting[]): void {
    const merged = new Map(this.list.map((one) => [one, mergeSettings(one, rows)]));
    this.#merged = merged;
    for (const { invalid } of merged.values()) {
      for (const problem of invalid) {
        this.#ctx.log.warn(problem, "stored setting is invalid, using the default");
      }
    }
  }
}

/** Reads the stored settings of the listed modules and keeps them current until closed. */
export async function loadSettings(
  ctx: StoreContext,
  list: readonly Settings[],
): Promise<SettingsStore> {
  const names = list.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two modules have settings named ${twice}`);
  const store = new SettingsStore(ctx, list);
  await store.refresh();
  store.startPolling();
  return store;
}
