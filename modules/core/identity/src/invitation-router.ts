import { procedure } from "@minato/kit";
import { z } from "zod";

import { InvitedUser, readInvitationTree } from "./invitation-tree.ts";
import {
  CreatedInvitation,
  createInvitation,
  Invitation,
  listInvitations,
  NewInvitation,
  revokeInvitation,
} from "./invitations.ts";
import { inviterProcedure } from "./person-procedure.ts";

const tags = ["Invitations"];
const errors = { UNAUTHORIZED: {}, FORBIDDEN: {} };

/** Inviting others, for administrators and for members where they may. */
export const invitationRouter = {
  list: inviterProcedure
    .route({
      method: "GET",
      path: "/invitations",
      summary: "One's invitations; administrators see everybody's",
      tags,
    })
    .input(z.object({}).optional())
    .output(z.object({ items: z.array(Invitation) }))
    .errors(errors)
    .handler(async ({ context }) => ({
      items: await listInvitations(context.ctx, context.person),
    })),
  create: inviterProcedure
    .route({
      method: "POST",
      path: "/invitations",
      summary: "Invite somebody; the link is shown once",
      tags,
    })
    .input(NewInvitation)
    .output(CreatedInvitation)
    .errors({ ...errors, BAD_REQUEST: {} })
    .handler(({ context, input }) => createInvitation(context.ctx, context, input)),
  revoke: inviterProcedure
    .route({
      method: "DELETE",
      path: "/invitations/{id}",
      summary: "Take an invitation back",
      tags,
      successStatus: 204,
    })
    .input(z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) }))
    .output(z.void())
    .errors({ ...errors, BAD_REQUEST: {}, NOT_FOUND: {} })
    .handler(({ context, input }) => revokeInvitation(context.ctx, context, input.id)),
};

/** Who invited whom. */
export const readTree = procedure("admin")
  .route({
    method: "GET",
    path: "/admin/invitation-tree",
    summary: "Everybody with who invited them",
    tags: ["Administration"],
  })
  .input(z.object({}).optional())
  .output(z.object({ items: z.array(InvitedUser) }))
  .errors(errors)
  .handler(async ({ context }) => ({ items: await readInvitationTree(context.ctx) }));
