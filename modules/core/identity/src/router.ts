import { openProcedure, procedure, signedInProcedure } from "@minato/kit";
import { z } from "zod";

import { accountRouter } from "./account-router.ts";
import { createApiKey, CreatedApiKey, NewApiKey } from "./create-api-key.ts";
import { createFirstAdministrator, FirstAdministrator } from "./create-first-administrator.ts";
import { CallerDescription, describeCaller } from "./describe-caller.ts";
import { hasAdministrator } from "./identity-lock.ts";
import { invitationRouter, readTree } from "./invitation-router.ts";
import { rotateApiKey, Rotation } from "./keys/rotate-api-key.ts";
import { ApiKeyListInput, ApiKeyPage, listApiKeys } from "./list-api-keys.ts";
import { peopleRouter, rolesRouter } from "./people/people-router.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { signInRouter } from "./sign-in-router.ts";

const administration = ["Administration"];
const identity = ["Identity"];

export const identityRouter = {
  identity: {
    me: signedInProcedure
      .route({ method: "GET", path: "/me", summary: "Who the caller is", tags: identity })
      .input(z.object({}).optional())
      .output(CallerDescription)
      .errors({ UNAUTHORIZED: {} })
      .handler(({ context }) => describeCaller(context.ctx, context.principal)),
    ...signInRouter,
    account: accountRouter,
    invitations: invitationRouter,
    setup: {
      status: openProcedure
        .route({
          method: "GET",
          path: "/setup",
          summary: "Whether the first administrator is still to be made",
          tags: identity,
        })
        .input(z.object({}).optional())
        .output(z.object({ needsSetup: z.boolean() }))
        .handler(async ({ context }) => ({
          needsSetup: !(await hasAdministrator(context.ctx.db.$client)),
        })),
      createAdministrator: openProcedure
        .route({
          method: "POST",
          path: "/setup",
          summary: "Make the first administrator with the one-time token of the set-up link",
          tags: identity,
        })
        .input(FirstAdministrator)
        .output(z.object({ email: z.string() }))
        .errors({ BAD_REQUEST: {}, FORBIDDEN: {}, CONFLICT: {} })
        .handler(({ context, input }) => createFirstAdministrator(context.ctx, context, input)),
    },
  },
  admin: {
    invitationTree: readTree,
    people: peopleRouter,
    roles: rolesRouter,
    apiKeys: {
      list: procedure("admin")
        .route({
          method: "GET",
          path: "/admin/api-keys",
          summary: "List the keys of programs, newest first",
          tags: administration,
        })
        .input(ApiKeyListInput)
        .output(ApiKeyPage)
        .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
        .handler(({ context, input }) => listApiKeys(context.ctx, input)),
      create: procedure("admin")
        .route({
          method: "POST",
          path: "/admin/api-keys",
          summary: "Make a key; the answer shows it once",
          tags: administration,
        })
        .input(NewApiKey)
        .output(CreatedApiKey)
        .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
        .handler(({ context, input }) => createApiKey(context.ctx, context, input)),
      rotate: procedure("admin")
        .route({
          method: "POST",
          path: "/admin/api-keys/{id}/rotate",
          summary: "Give a key a new secret, which the answer shows once",
          tags: administration,
        })
        .input(Rotation)
        .output(CreatedApiKey)
        .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {}, NOT_FOUND: {}, CONFLICT: {} })
        .handler(({ context, input }) => rotateApiKey(context.ctx, context, input)),
      revoke: procedure("admin")
        .route({
          method: "DELETE",
          path: "/admin/api-keys/{id}",
          summary: "Revoke a key; it is refused within a second",
          tags: administration,
          successStatus: 204,
        })
        .input(z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) }))
        .output(z.void())
        .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {}, NOT_FOUND: {}, CONFLICT: {} })
        .handler(({ context, input }) => revokeApiKey(context.ctx, context, input.id)),
    },
  },
};
