"use client";

import { useState } from "react";

import { t } from "../../lib/messages/translate.ts";
import { IngestCommand } from "../connect/ingest-command.tsx";
import { KeyMaker } from "../connect/key-maker.tsx";

/** A key for a program that sends torrents, and a command to try it with. */
export function SendWay() {
  const [apiKey, setApiKey] = useState("KEY");
  return (
    <div className="grid gap-5">
      <KeyMaker
        keyName={t("setup.sendKeyName")}
        buttonName={t("keys.make")}
        scopes={["ingest"]}
        onMade={setApiKey}
      />
      <IngestCommand apiKey={apiKey} />
    </div>
  );
}
