"use client";

import { useQuery } from "@tanstack/react-query";

import { Loaded } from "../../components/ui/loaded.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { SectionPage } from "./section-page.tsx";
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
  return (
    <Loaded query={query}>
      {({ modules }) =>
        modules
          .filter(({ fields }) => fields.length > 0)
          .map((module) => <SettingsForm key={module.name} module={module} />)
      }
    </Loaded>
  );
}
