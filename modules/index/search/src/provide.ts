import type { Database } from "@minato/database";
import type { Provided } from "@minato/kit";

import "./context.ts";
import { createPostgresEngine } from "./postgres/postgres-engine.ts";

/** Adds the search engine. */
export async function provideSearch({ db }: { db: Database }): Promise<Provided> {
  const search = createPostgresEngine(db);
  return { context: { search }, close: () => search.close() };
}
