"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";

import { Button, buttonStyle } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { ChoicesStep } from "./choices-step.tsx";
import { ProgramsStep } from "./programs-step.tsx";
import { ReadyStep } from "./ready-step.tsx";
import { SetupLoading } from "./setup-loading.tsx";
import { TorrentsStep } from "./torrents-step.tsx";
import { useSetupStep } from "./use-setup.ts";

/** The steps after the first administrator, from where the server says the set-up is. */
export function SetupAssistant() {
  const query = useQuery(orpc.admin.welcome.get.queryOptions());
  return (
    <Loaded query={query} skeleton={<SetupLoading />}>
      {({ step, examples }) => {
        if (step === "choices") return <ChoicesStep />;
        if (step === "torrents") return <TorrentsStep examples={examples} />;
        if (step === "programs") return <ProgramsStep />;
        return step === "ready" ? <ReadyStep /> : <SetupOver />;
      }}
    </Loaded>
  );
}

function SetupOver() {
  const { mutate, isPending } = useSetupStep();
  return (
    <Card title={t("setup.doneTitle")} lead={t("setup.overText")}>
      <div className="flex flex-wrap gap-2">
        <Link href="/" className={buttonStyle({ look: "primary" })}>
          {t("setup.finish")}
        </Link>
        <Button isBusy={isPending} onClick={() => mutate({ step: "choices" })}>
          {t("setup.again")}
        </Button>
      </div>
    </Card>
  );
}
