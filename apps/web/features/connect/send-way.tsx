"use client";

import { useState } from "react";

import { t } from "../../lib/messages/translate.ts";
import { useSession } from "../identity/use-session.ts";
import { IngestCommand } from "./ingest-command.tsx";
import { KeyMaker } from "./key-maker.tsx";

/** A command that sends torrents, and a key for it from whoever may make one. */
export function SendWay({ look = "primary" }: { look?: "primary" | "plain" }) {
  const { me, can } = useSession();
  const [apiKey, setApiKey] = useState("KEY");
  return (
    <div className="grid gap-5">
      {can("admin") ? (
        <KeyMaker
          keyName={t("connect.ingestKeyName")}
          buttonName={t("keys.make")}
          look={look}
          scopes={["ingest"]}
          onMade={setApiKey}
        />
      ) : null}
      <IngestCommand apiKey={apiKey} />
      {me === undefined || can("admin") ? null : (
        <p className="text-small text-ink-soft">{t("connect.ingestForbidden")}</p>
      )}
    </div>
  );
}
