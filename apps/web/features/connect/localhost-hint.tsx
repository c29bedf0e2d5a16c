"use client";

import { Info } from "lucide-react";

import { t } from "../../lib/messages/translate.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";

/** Warns that an address of this machine means another machine elsewhere. */
export function LocalhostHint({ program }: { program: string }) {
  const url = useServerUrl()("/");
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  if (!/^(localhost|127\.|\[::1\])/.test(host)) return null;
  return (
    <p className="flex items-start gap-2 text-small text-ink-soft">
      <Info aria-hidden size={15} className="mt-0.5 shrink-0 text-accent" />
      {t("connect.localhost", { program, host })}
    </p>
  );
}
