"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";

import { CopyField } from "../../components/ui/copy-field.tsx";
import { LinkTabs } from "../../components/ui/link-tabs.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t } from "../../lib/messages/translate.ts";
import { useServerUrl } from "../../lib/use-server-url.ts";
import { useSession } from "../identity/use-session.ts";
import { KeyMaker } from "./key-maker.tsx";
import { LocalhostHint } from "./localhost-hint.tsx";
import { PROGRAM_GUIDES, PROGRAMS, type Program } from "./programs.ts";
import { TorznabFields } from "./torznab-fields.tsx";

/** Step by step into Sonarr, Radarr, Prowlarr and whatever else reads Torznab. */
export function ConnectPanel() {
  const wanted = useSearchParams().get("program");
  const program = PROGRAMS.find((name) => name === wanted) ?? "sonarr";
  const { name, keyName, steps } = PROGRAM_GUIDES[program];
  const { me, can } = useSession();
  const [made, setMade] = useState<{ program: Program; key: string }>();
  const key = can("admin") ? (
    <KeyMaker
      key={program}
      keyName={keyName}
      buttonName={name === null ? t("keys.make") : t("connect.makeKey", { program: name })}
      scopes={["feeds", "download"]}
      onMade={(apiKey) => setMade({ program, key: apiKey })}
    />
  ) : me === undefined ? (
    <Skeleton className="h-9 w-48" />
  ) : (
    <p className="text-small text-ink-soft">{t("keys.forbidden")}</p>
  );
  return (
    <Panel title={t("connect.title")}>
      <p className="mb-3 max-w-2xl text-pretty text-ink-soft">{t("connect.lead")}</p>
      <ProgramTabs current={program} />
      <div className="grid gap-x-10 gap-y-6 pt-5 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <ol className="grid h-fit gap-2.5">
          {steps.map((step, index) => (
            <li key={step} className="flex gap-3">
              <span className="figures flex size-5 shrink-0 items-center justify-center rounded-full bg-shoal-hover text-caption font-semibold text-ink-soft">
                {index + 1}
              </span>
              <span className="text-pretty">{t(step)}</span>
            </li>
          ))}
        </ol>
        <div className="in-turn grid h-fit gap-4">
          {program === "other" ? (
            <>
              {key}
              <OtherFields apiKey={made?.program === program ? made.key : "KEY"} />
            </>
          ) : (
            <TorznabFields apiKey={key} />
          )}
          <LocalhostHint program={name ?? t("connect.theProgram")} />
        </div>
      </div>
    </Panel>
  );
}

function ProgramTabs({ current }: { current: Program }) {
  const tabs = PROGRAMS.map((program) => ({
    href: `/keys?program=${program}`,
    name: PROGRAM_GUIDES[program].name ?? t("connect.otherProgram"),
    isCurrent: program === current,
  }));
  return <LinkTabs label={t("connect.program")} tabs={tabs} />;
}

function OtherFields({ apiKey }: { apiKey: string }) {
  const serverUrl = useServerUrl();
  return (
    <>
      <CopyField label={t("connect.full")} value={serverUrl(`/torznab/api?apikey=${apiKey}`)} />
      <CopyField label={t("connect.feed")} value={serverUrl(`/rss?apikey=${apiKey}`)} />
    </>
  );
}
