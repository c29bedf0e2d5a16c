import { procedure } from "@minato/kit";

import { AuditListInput, AuditPage, listAuditEntries } from "./list-audit-entries.ts";

export const auditRouter = {
  admin: {
    audit: {
      list: procedure("admin")
        .route({
          method: "GET",
          path: "/admin/audit",
          summary: "What people and programs changed, newest first, by who, what, where and when",
          tags: ["Administration"],
        })
        .input(AuditListInput)
        .output(AuditPage)
        .errors({ BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} })
        .handler(({ context, input }) => listAuditEntries(context.ctx, input)),
    },
  },
};
