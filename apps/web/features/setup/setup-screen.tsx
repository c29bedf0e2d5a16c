"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { AdministratorForm } from "./administrator-form.tsx";
import { NextSteps } from "./next-steps.tsx";
import { SetupRefused } from "./setup-refused.tsx";
import { SetupSteps } from "./setup-steps.tsx";
import type { FirstRun } from "./use-first-run.ts";

/** The first administrator, then the ways to fill the index. */
export function SetupScreen() {
  const token = useSearchParams().get("token") ?? "";
  const [firstRun, setFirstRun] = useState<FirstRun>();
  const [isRefused, setIsRefused] = useState(false);
  const { data, error, refetch } = useQuery(orpc.identity.setup.status.queryOptions());

  if (firstRun !== undefined) return <NextSteps {...firstRun} />;
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <Card title={t("setup.title")} lead={t("setup.lead")}>
        <div aria-busy className="grid gap-6">
          {[1, 2, 3].map((line) => (
            <Skeleton key={line} className="h-10 w-full" />
          ))}
        </div>
      </Card>
    );
  }
  if (!data.needsSetup) return <AlreadySetUp />;
  if (token === "") return <SetupRefused isTokenWrong={false} />;
  if (isRefused) return <SetupRefused isTokenWrong />;
  return (
    <Card title={t("setup.title")} lead={t("setup.lead")}>
      <SetupSteps current={0} />
      <AdministratorForm
        token={token}
        onDone={setFirstRun}
        onRefused={() => setIsRefused(true)}
        onConflict={() => void refetch()}
      />
    </Card>
  );
}

function AlreadySetUp() {
  return (
    <Card title={t("setup.doneTitle")} lead={t("setup.doneText")}>
      <Link href="/sign-in" className={buttonStyle({ look: "primary" })}>
        {t("signIn.submit")}
      </Link>
    </Card>
  );
}
