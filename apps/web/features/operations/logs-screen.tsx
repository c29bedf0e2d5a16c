"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useDeferredValue, useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { inputStyle } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Switch } from "../../components/ui/switch.tsx";
import { t } from "../../lib/messages/translate.ts";
import { LogLine } from "./log-line.tsx";
import { SectionPage } from "./section-page.tsx";
import { LOG_LEVELS, useLogs, type LogLevel } from "./use-logs.ts";

/** What the server writes into its log, while it writes it. */
export function LogsScreen() {
  return (
    <SectionPage section="logs" lead={t("logs.lead")}>
      <Logs />
    </SectionPage>
  );
}

function Logs() {
  const [level, setLevel] = useLevel();
  const [text, setText] = useState("");
  const [isTailing, setIsTailing] = useState(true);
  const q = useDeferredValue(text.trim());
  const { query, newer, showMore } = useLogs({ level, q, isTailing });
  return (
    <div>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 pb-3">
        <div className="min-w-0 flex-1 basis-52">
          <input
            type="search"
            value={text}
            maxLength={200}
            spellCheck={false}
            aria-label={t("logs.filter")}
            placeholder={t("logs.placeholder")}
            onChange={(event) => setText(event.target.value)}
            className={`${inputStyle} h-9`}
          />
        </div>
        <div className="shrink-0">
          <select
            value={level}
            aria-label={t("logs.level")}
            onChange={({ target }) => setLevel(LOG_LEVELS.find((name) => name === target.value))}
            className={`${inputStyle} h-9`}
          >
            {LOG_LEVELS.toReversed().map((name) => (
              <option key={name} value={name}>
                {name === "trace" ? t("logs.levelAll") : t(`logs.level.${name}`)}
              </option>
            ))}
          </select>
        </div>
        <label className="flex items-center gap-2.5 pointer-coarse:min-h-10">
          <Switch checked={isTailing} onChange={({ target }) => setIsTailing(target.checked)} />
          {t("logs.tail")}
        </label>
        {newer > 0 ? (
          <Button size="small" look="quiet" onClick={() => setIsTailing(true)}>
            {t("logs.newer", { count: newer })}
          </Button>
        ) : null}
      </div>
      <Loaded query={query}>
        {({ items, level: written, process }) => (
          <>
            {items.length === 0 ? (
              <EmptyBox title={t("logs.empty")}>{t("logs.emptyText", { level: written })}</EmptyBox>
            ) : (
              <ol aria-label={t("logs.lines")} className="sheet">
                {items.map((entry) => (
                  <LogLine key={entry.number} entry={entry} />
                ))}
              </ol>
            )}
            <p className="mt-2 text-small text-ink-faint">{t("logs.process", { process })}</p>
          </>
        )}
      </Loaded>
      {showMore === undefined ? null : (
        <Button size="small" className="mt-3" onClick={showMore}>
          {t("logs.older")}
        </Button>
      )}
    </div>
  );
}

/** The level in the address. */
function useLevel(): [LogLevel, (level: LogLevel | undefined) => void] {
  const params = useSearchParams();
  const router = useRouter();
  const path = usePathname();
  const level = LOG_LEVELS.find((name) => name === params.get("level")) ?? "trace";
  const setLevel = (next: LogLevel = "trace") =>
    router.replace(next === "trace" ? path : `${path}?level=${next}`, { scroll: false });
  return [level, setLevel];
}
