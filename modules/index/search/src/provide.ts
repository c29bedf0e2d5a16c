import type { Database } from "@minato/database";
import type { Provided } from "@minato/kit";

import { createPostgresEngine } from "./postgres/postgres-engine.ts";
import type { SearchEngine } from "./search-engine.ts";

declare module "@minato/kit/context" {
  interface Context {
    readonly search: SearchEngine;
  }
}

/** Adds the search engine. */
export async function provideSearch({ db }: { db: Database }): Promise<Provided> {
  const search = createPostgresEngine(db);
  return { context: { search }, close: () => search.close() };
}
