import { accountExported } from "@minato/identity/events";
import { on } from "@minato/kit";

/** The searches a person follows are part of their data. */
export const followListeners = [
  on(accountExported, async (_ctx, { userId, add }, client) => {
    const { rows } = await client.query(
      `select name, query, created_at, found, last_found_at from followed_searches
       where user_id = $1 order by id`,
      [userId],
    );
    add("followedSearches", rows);
  }),
];
