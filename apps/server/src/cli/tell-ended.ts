import path from "node:path";

import { transaction } from "@minato/database";
import type { Context } from "@minato/kit";
import { notify } from "@minato/notifications/notify";

/** Tells administrators that an import or restore has ended: it may have taken hours. */
export async function tellEnded(
  ctx: Context,
  topic: "import-ended" | "restore-ended",
  from: string,
  records: number,
): Promise<void> {
  // A database's address may carry its password.
  const name = from.includes("://") ? new URL(from).host : path.basename(from);
  await transaction(ctx.db.$client, (client) =>
    notify(
      ctx,
      {
        topic,
        values: { records, name: name.slice(0, 200) },
        subject: `${name} ${ctx.now().getTime()}`,
        to: "administrators",
        path: "/",
      },
      client,
    ),
  );
}
