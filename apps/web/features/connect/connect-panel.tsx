"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";

import { CopyField } from "../../components/ui/copy-field.tsx";
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
      buttonName={program === "other" ? t("keys.make") : t("connect.makeKey", { program: name })}
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
      <ProgramTabs current={program} />
      <div className="grid gap-x-10 gap-y-6 pt-5 lg:grid-cols-[17rem_minmax(0,1fr)]">
        <ol className="grid h-fit gap-2.5">
          {steps.map((step, index) => (
            <li key={step} className="flex gap-3">
              <span className="figures flex size-5 shrink-0 items-center justify-center rounded-full bg-shoal-hover text-caption font-semibold text-ink-soft">
                {index + 1}
              </span>
              <span className="text-pretty">{step}</span>
            </li>
          ))}
        </ol>
        <div className="grid h-fit gap-4">
          {program === "other" ? (
            <>
              {key}
              <OtherFields apiKey={made?.program === program ? made.key : "KEY"} />
            </>
          ) : (
            <TorznabFields apiKey={key} />
          )}
          <LocalhostHint program={program === "other" ? t("connect.theProgram") : name} />
        </div>
      </div>
    </Panel>
  );
}

function ProgramTabs({ current }: { current: Program }) {
  return (
    <nav
      aria-label={t("connect.program")}
      className="flex gap-1 overflow-x-auto border-b border-line"
    >
      {PROGRAMS.map((program) => (
        <Link
          key={program}
          href={`/keys?program=${program}`}
          replace
          scroll={false}
          aria-current={program === current ? "true" : undefined}
          className={clsx(
            "-mb-px shrink-0 border-b-2 px-3 py-2 font-medium focus-visible:-outline-offset-2",
            program === current
              ? "border-accent text-ink"
              : "border-transparent text-ink-soft hover:text-ink",
          )}
        >
          {PROGRAM_GUIDES[program].name}
        </Link>
      ))}
    </nav>
  );
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
