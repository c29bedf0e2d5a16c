import { personProcedure } from "@minato/identity/person-procedure";
import { assertScope } from "@minato/kit";
import { z } from "zod";

import {
  addFollowed,
  FollowedSearch,
  listFollowed,
  NewFollowed,
  removeFollowed,
} from "./followed-searches.ts";

const tags = ["Notifications"];
const errors = { UNAUTHORIZED: {}, FORBIDDEN: {} };

/** For people who may search. */
const followerProcedure = personProcedure.use(({ context, next }) => {
  assertScope(context.person, "search");
  return next();
});

export const followRouter = {
  follows: {
    list: followerProcedure
      .route({ method: "GET", path: "/me/follows", summary: "Searches one follows", tags })
      .input(z.object({}).optional())
      .output(z.object({ items: z.array(FollowedSearch) }))
      .errors(errors)
      .handler(async ({ context }) => ({ items: await listFollowed(context) })),
    add: followerProcedure
      .route({
        method: "POST",
        path: "/me/follows",
        summary: "Be told what newly arrives for a search",
        tags,
      })
      .input(NewFollowed)
      .output(FollowedSearch)
      .errors({ ...errors, BAD_REQUEST: {}, CONFLICT: {} })
      .handler(({ context, input }) => addFollowed(context, input)),
    remove: followerProcedure
      .route({
        method: "DELETE",
        path: "/me/follows/{id}",
        summary: "Follow a search no more",
        tags,
        successStatus: 204,
      })
      .input(z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) }))
      .output(z.void())
      .errors({ ...errors, NOT_FOUND: {} })
      .handler(({ context, input }) => removeFollowed(context, input.id)),
  },
};
