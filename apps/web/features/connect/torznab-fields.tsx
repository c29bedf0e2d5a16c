"use client";

import type { ReactNode } from "react";

import { CopyField } from "../../components/ui/copy-field.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";

interface TorznabFieldsProps {
  /** The key, or what makes one. */
  apiKey: ReactNode;
}

/** The three values that Sonarr, Radarr and Prowlarr ask for. */
export function TorznabFields({ apiKey }: TorznabFieldsProps) {
  const serverUrl = useServerUrl();
  return (
    <div className="grid gap-4">
      <div className="grid gap-4 sm:grid-cols-[minmax(0,1fr)_14rem]">
        <CopyField label={t("connect.url")} value={serverUrl("/torznab")} />
        <CopyField label={t("connect.apiPath")} value="/api" />
      </div>
      {apiKey}
    </div>
  );
}
