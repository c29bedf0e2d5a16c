import { auditModule } from "@minato/audit";
import { blocklistModule } from "@minato/blocklist";
import { classifyModule } from "@minato/classify";
import { connectModule } from "@minato/connect";
import { exchangeModule } from "@minato/exchange";
import { feedsModule } from "@minato/feeds";
import { followModule } from "@minato/follow";
import { identityModule } from "@minato/identity";
import type { Module } from "@minato/kit";
import { limitsModule } from "@minato/limits";
import { mailModule } from "@minato/mail";
import { createNotificationsModule } from "@minato/notifications";
import { scrapeModule } from "@minato/scrape";
import { searchModule } from "@minato/search";
import { secretsModule } from "@minato/secrets";
import { createSettingsModule } from "@minato/settings";
import { createSystemModule } from "@minato/system";
import { torrentsModule } from "@minato/torrents";
import { upkeepModule } from "@minato/upkeep";
import { welcomeModule } from "@minato/welcome";

import { version } from "./version.ts";

const settingsModule = createSettingsModule(() =>
  modules.flatMap(({ settings }) => (settings === undefined ? [] : [settings])),
);

const notificationsModule = createNotificationsModule(() =>
  modules.flatMap(({ problems }) => problems ?? []),
);

const systemModule = createSystemModule(() => modules.flatMap(({ jobs }) => jobs ?? []), {
  topics: () => modules.flatMap(({ live }) => live ?? []),
  version,
});

/** Every module of the product, lower ones first. To add one: a folder and a line here. */
export const modules: readonly Module[] = [
  secretsModule,
  settingsModule,
  auditModule,
  limitsModule,
  mailModule,
  identityModule,
  systemModule,
  notificationsModule,
  blocklistModule,
  torrentsModule,
  scrapeModule,
  classifyModule,
  searchModule,
  followModule,
  feedsModule,
  connectModule,
  exchangeModule,
  upkeepModule,
  welcomeModule,
];
