import type { Context } from "@minato/kit";
import type { z } from "zod";

import type { Role } from "./role.ts";

/** Every role with how many people have it: the built-in ones by rank, then the others by name. */
export async function listRoles({ db }: Pick<Context, "db">): Promise<z.output<typeof Role>[]> {
  const { rows } = await db.$client.query<z.output<typeof Role>>(
    `select r.id, r.name, r.permissions, r.is_built_in as "isBuiltIn",
       (select count(*)::int from users u where u.role = r.id) as "userCount"
     from roles r
     order by array_position(
       array['administrator', 'moderator', 'uploader', 'member', 'guest'], r.id), lower(r.name)`,
  );
  return rows;
}
