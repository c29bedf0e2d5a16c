import {
  accountChanged,
  accountExported,
  apiKeyCreated,
  signedInFromNewDevice,
} from "@minato/identity/events";
import { on } from "@minato/kit";

import { exportNotifications } from "./export-notifications.ts";
import { notify } from "./notify.ts";

/** What modules below this one announce. */
export const notificationsListeners = [
  on(signedInFromNewDevice, (ctx, { userId, device, address, id }, client) =>
    notify(
      ctx,
      {
        topic: "signed-in",
        values: { device, address },
        subject: id,
        to: { userId },
        path: "/account",
      },
      client,
    ),
  ),
  on(accountChanged, (ctx, { userId, change }, client) =>
    notify(
      ctx,
      {
        topic: "account-changed",
        values: { change },
        // Each change is one of its own: a second one may be somebody else's.
        subject: `${change} ${ctx.now().getTime()}`,
        to: { userId },
        path: "/account",
        // A message says so already.
        except: change === "password" ? ["email"] : [],
      },
      client,
    ),
  ),
  on(apiKeyCreated, (ctx, { id, name, prefix, by }, client) =>
    notify(
      ctx,
      {
        topic: "key-created",
        values: { name, prefix, by },
        subject: `${id}`,
        to: "administrators",
        path: "/keys",
      },
      client,
    ),
  ),
  on(accountExported, exportNotifications),
];
