import { t } from "../../lib/messages/translate.ts";
import type { ApiOutputs } from "../../lib/orpc.ts";
import { APP_NAMES } from "./app-names.ts";

/** A connected program. */
export type App = ApiOutputs["connect"]["list"]["items"][number];

/** How a connected program is, and what to do about it. */
export interface AppState {
  tone: "bg-good" | "bg-fair" | "bg-poor";
  text: string;
  /** Absent while all is well. */
  advice?: string;
  /** Another key and a fresh look at the indexer would help. */
  isRenewable: boolean;
}

/** The gravest of what is wrong with a program. */
export function describeState(app: App): AppState {
  const name = { name: APP_NAMES[app.kind] };
  const poor = { tone: "bg-poor", isRenewable: true } as const;
  if (!app.isReachable) {
    return {
      ...poor,
      text: t("apps.unreachable"),
      advice: t("apps.unreachableAdvice", name),
      isRenewable: false,
    };
  }
  if (!app.hasIndexer) {
    return { ...poor, text: t("apps.gone"), advice: t("apps.goneAdvice", name) };
  }
  if (!app.isKeyValid) {
    return { ...poor, text: t("apps.keyRevoked"), advice: t("apps.keyRevokedAdvice", name) };
  }
  const fair = { tone: "bg-fair", isRenewable: true } as const;
  if (!app.isIndexerEnabled) {
    return { ...fair, text: t("apps.disabled"), advice: t("apps.disabledAdvice", name) };
  }
  if (app.lastError !== undefined) {
    return { ...fair, text: t("apps.complains", name), advice: t("apps.complainsAdvice", name) };
  }
  return { tone: "bg-good", text: t("apps.connected"), isRenewable: false };
}
