import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import type { PersonRequest } from "@minato/identity/person-procedure";
import { AppError } from "@minato/kit";
import { z } from "zod";

import { readFollowedQuery } from "./followed-query.ts";

/** Of one person. */
const MAX_FOLLOWED = 50;

/** A search somebody follows. */
export const FollowedSearch = z.object({
  id: z.int(),
  name: z.string(),
  query: z.string().describe("As the address of the search has it"),
  createdAt: z.iso.datetime(),
  found: z.int().describe("Torrents that were new since then"),
  lastFoundAt: z.iso.datetime().optional(),
});

/** A search somebody wants to follow. */
export const NewFollowed = z.object({
  query: z.string().min(1).max(8192).describe("As the address of the search has it"),
  name: z.string().trim().min(1).max(100).describe("What notifications call it"),
});

interface Row {
  id: number;
  name: string;
  query: string;
  createdAt: Date;
  found: number;
  lastFoundAt: Date | null;
}

const COLUMNS = `id, name, query, created_at as "createdAt", found, last_found_at as "lastFoundAt"`;

/** The searches a person follows, by name. */
export async function listFollowed({
  ctx,
  person,
}: Pick<PersonRequest, "ctx" | "person">): Promise<z.output<typeof FollowedSearch>[]> {
  const { rows } = await ctx.db.$client.query<Row>(
    `select ${COLUMNS} from followed_searches where user_id = $1 order by name, id`,
    [person.userId],
  );
  return rows.map(toFollowed);
}

/**
 * Follows a search from now on; one that is followed already gets the name.
 * @throws {AppError} BAD_REQUEST for a malformed query, CONFLICT for too many
 */
export async function addFollowed(
  { ctx, person, address }: PersonRequest,
  { query, name }: z.output<typeof NewFollowed>,
): Promise<z.output<typeof FollowedSearch>> {
  const { text } = readFollowedQuery(query);
  return transaction(ctx.db.$client, async (client) => {
    await client.query("select from users where id = $1 for update", [person.userId]);
    const { rows } = await client.query<Row>(
      `insert into followed_searches (user_id, name, query, created_at)
       select $1, $2, $3, $4
       where exists (select from followed_searches where user_id = $1 and query = $3)
         or (select count(*) from followed_searches where user_id = $1) < ${MAX_FOLLOWED}
       on conflict (user_id, query) do update set name = excluded.name returning ${COLUMNS}`,
      [person.userId, name, text, ctx.now()],
    );
    const [row] = rows;
    if (row === undefined) {
      throw new AppError("CONFLICT", `At most ${MAX_FOLLOWED} searches can be followed`);
    }
    const act = { principal: person, address, action: "follows.add", object: name };
    await recordAudit(ctx, { ...act, after: { query: text } }, client);
    return toFollowed(row);
  });
}

/**
 * Follows a search no more.
 * @throws {AppError} NOT_FOUND
 */
export async function removeFollowed(
  { ctx, person, address }: PersonRequest,
  id: number,
): Promise<void> {
  await transaction(ctx.db.$client, async (client) => {
    const { rows } = await client.query<{ name: string; query: string }>(
      "delete from followed_searches where id = $1 and user_id = $2 returning name, query",
      [id, person.userId],
    );
    const [row] = rows;
    if (row === undefined) throw new AppError("NOT_FOUND", "You follow no search with this number");
    const act = { principal: person, address, action: "follows.remove", object: row.name };
    await recordAudit(ctx, { ...act, before: { query: row.query } }, client);
  });
}

function toFollowed({ createdAt, lastFoundAt, ...row }: Row): z.output<typeof FollowedSearch> {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    ...(lastFoundAt === null ? {} : { lastFoundAt: lastFoundAt.toISOString() }),
  };
}
