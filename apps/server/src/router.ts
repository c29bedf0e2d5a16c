import { auditRouter } from "@minato/audit/router";
import { blocklistRouter } from "@minato/blocklist/router";
import { classifyRouter } from "@minato/classify/router";
import { connectRouter } from "@minato/connect/router";
import { exchangeRouter } from "@minato/exchange/router";
import { feedsRouter } from "@minato/feeds/router";
import { followRouter } from "@minato/follow/router";
import { identityRouter } from "@minato/identity/router";
import { mailRouter } from "@minato/mail/router";
import { notificationsRouter } from "@minato/notifications/router";
import { scrapeRouter } from "@minato/scrape/router";
import { searchRouter } from "@minato/search/router";
import { settingsRouter } from "@minato/settings/router";
import { systemRouter } from "@minato/system/router";
import { torrentsRouter } from "@minato/torrents/router";
import { upkeepRouter } from "@minato/upkeep/router";
import { welcomeRouter } from "@minato/welcome/router";

/** Every procedure, by its name in the typed API. */
export const router = {
  ...blocklistRouter,
  ...feedsRouter,
  ...connectRouter,
  ...searchRouter,
  ...followRouter,
  changes: exchangeRouter.changes,
  sys: { ...systemRouter.sys, ...exchangeRouter.sys },
  identity: identityRouter.identity,
  notifications: notificationsRouter.notifications,
  torrents: {
    ...torrentsRouter.torrents,
    ...classifyRouter.torrents,
    ...scrapeRouter.torrents,
    ...upkeepRouter.torrents,
  },
  upkeep: upkeepRouter.upkeep,
  classification: classifyRouter.classification,
  admin: {
    ...auditRouter.admin,
    ...classifyRouter.admin,
    ...identityRouter.admin,
    ...mailRouter.admin,
    ...settingsRouter.admin,
    ...upkeepRouter.admin,
    ...welcomeRouter.admin,
  },
};

/** The type of the API, for clients. */
export type AppRouter = typeof router;
