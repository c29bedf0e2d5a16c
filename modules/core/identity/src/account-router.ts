import { z } from "zod";

import { deleteAccount } from "./delete-account.ts";
import { Account, describeAccount } from "./describe-account.ts";
import { Device, endDevice, endOthers, listDevices } from "./devices.ts";
import { AccountExport, exportAccount } from "./export-account.ts";
import { personProcedure } from "./person-procedure.ts";

const tags = ["Account"];
const errors = { UNAUTHORIZED: {}, FORBIDDEN: {} };

/** One's own account. */
export const accountRouter = {
  get: personProcedure
    .route({ method: "GET", path: "/me/account", summary: "One's own account", tags })
    .input(z.object({}).optional())
    .output(Account)
    .errors(errors)
    .handler(({ context }) => describeAccount(context.ctx, context.person.userId)),
  export: personProcedure
    .route({
      method: "GET",
      path: "/me/export",
      summary: "Everything that is stored about oneself, as JSON",
      tags,
    })
    .input(z.object({}).optional())
    .output(AccountExport)
    .errors(errors)
    .handler(({ context }) => exportAccount(context)),
  delete: personProcedure
    .route({
      method: "POST",
      path: "/me/delete",
      summary: "Delete one's own account",
      tags,
      successStatus: 204,
    })
    .input(
      z.object({
        password: z.string().min(1).max(128).optional().describe("Unless the account has none"),
        confirm: z.literal(true),
      }),
    )
    .output(z.void())
    .errors({ ...errors, BAD_REQUEST: {}, CONFLICT: {} })
    .handler(({ context, input }) => deleteAccount(context, input.password)),
  devices: {
    list: personProcedure
      .route({
        method: "GET",
        path: "/me/devices",
        summary: "Where one is signed in",
        tags,
      })
      .input(z.object({}).optional())
      .output(z.object({ items: z.array(Device) }))
      .errors(errors)
      .handler(async ({ context }) => ({ items: await listDevices(context) })),
    end: personProcedure
      .route({
        method: "DELETE",
        path: "/me/devices/{id}",
        summary: "Sign one of one's devices out",
        tags,
        successStatus: 204,
      })
      .input(z.object({ id: z.string().min(1).max(100) }))
      .output(z.void())
      .errors({ ...errors, NOT_FOUND: {} })
      .handler(({ context, input }) => endDevice(context, input.id)),
    endOthers: personProcedure
      .route({
        method: "POST",
        path: "/me/devices/end-others",
        summary: "Sign all other devices out",
        tags,
      })
      .input(z.object({}).optional())
      .output(z.object({ ended: z.int() }))
      .errors(errors)
      .handler(async ({ context }) => ({ ended: await endOthers(context) })),
  },
};
