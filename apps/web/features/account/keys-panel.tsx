import { KeyRound } from "lucide-react";
import Link from "next/link";

import { buttonStyle } from "../../components/ui/button.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";

/** The way to the keys that programs come in with, which have a page of their own. */
export function KeysPanel() {
  return (
    <Panel id="keys" title={t("account.keys")}>
      <div className="sheet">
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
          <p className="min-w-56 flex-1 text-pretty text-ink-soft">{t("account.keysText")}</p>
          <Link href="/keys" className={buttonStyle()}>
            <KeyRound aria-hidden size={16} />
            {t("account.openKeys")}
          </Link>
        </div>
      </div>
    </Panel>
  );
}
