"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { inputStyle } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { PartList } from "../../components/ui/part-list.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { usePlace } from "../../lib/use-place.ts";
import { SectionPage } from "./section-page.tsx";
import { describeModule, findFields } from "./setting-values.ts";
import { SettingsForm } from "./settings-form.tsx";

/** Every setting of every module, in their own words. */
export function SettingsScreen() {
  return (
    <SectionPage section="settings" lead={t("settings.lead")}>
      <Settings />
    </SectionPage>
  );
}

function Settings() {
  const query = useQuery(orpc.admin.config.get.queryOptions());
  const [words, setWords] = useState("");
  usePlace(query.data !== undefined);
  return (
    <Loaded query={query}>
      {(description) => {
        const modules = description.modules.filter(({ fields }) => fields.length > 0);
        const found = modules.filter((module) => findFields(module, words).length > 0);
        return (
          <div className="gap-x-10 xl:grid xl:grid-cols-[minmax(0,1fr)_11rem]">
            <div className="grid grid-cols-[minmax(0,1fr)] gap-9">
              <input
                type="search"
                value={words}
                maxLength={100}
                aria-label={t("settings.filter")}
                placeholder={t("settings.filter")}
                onChange={(event) => setWords(event.target.value)}
                className={`${inputStyle} h-10`}
              />
              {modules.map((module) => (
                <SettingsForm key={module.name} module={module} words={words} />
              ))}
              {found.length > 0 ? null : (
                <EmptyBox title={t("settings.none")}>{t("settings.noneText")}</EmptyBox>
              )}
            </div>
            <PartList
              label={t("settings.parts")}
              parts={found.map(({ name }) => ({ id: name, name: describeModule(name) }))}
            />
          </div>
        );
      }}
    </Loaded>
  );
}
