"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { AppPanel } from "../connect/app-panel.tsx";
import { KeyMaker } from "../connect/key-maker.tsx";
import { LocalhostHint } from "../connect/localhost-hint.tsx";
import { TorznabFields } from "../connect/torznab-fields.tsx";
import { SetupWay } from "./setup-way.tsx";
import { StepCard } from "./step-card.tsx";

/** Adds the index to Sonarr, Radarr, Lidarr or Prowlarr, or shows what to enter there by hand. */
export function ProgramsStep() {
  const { data } = useQuery(orpc.connect.list.queryOptions());
  const [hasKey, setHasKey] = useState(false);
  return (
    <StepCard
      step="programs"
      back="torrents"
      next="ready"
      title={t("setup.programsTitle")}
      lead={t("setup.programsLead")}
      isDone={hasKey || (data?.items.length ?? 0) > 0}
    >
      <AppPanel />
      <div className="mt-6 border-t border-line">
        <SetupWay title={t("setup.wayByHand")} text={t("setup.wayByHandText")}>
          <div className="grid gap-4">
            <TorznabFields
              apiKey={
                <KeyMaker
                  keyName={t("setup.feedKeyName")}
                  buttonName={t("keys.make")}
                  scopes={["feeds", "download"]}
                  onMade={() => setHasKey(true)}
                />
              }
            />
            <LocalhostHint program={t("connect.theProgram")} />
          </div>
        </SetupWay>
      </div>
    </StepCard>
  );
}
