"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { useState } from "react";

import { buttonStyle } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { isUnauthorized } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";
import { AdministratorForm } from "./administrator-form.tsx";
import { SetupAssistant } from "./setup-assistant.tsx";
import { SetupLoading } from "./setup-loading.tsx";
import { SetupRefused } from "./setup-refused.tsx";
import { SetupSteps } from "./setup-steps.tsx";

/** The first administrator, then the steps that make the server useful. */
export function SetupScreen() {
  const token = useSearchParams().get("token") ?? "";
  const [isRefused, setIsRefused] = useState(false);
  const { data, error, refetch } = useQuery(orpc.identity.setup.status.queryOptions());

  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <SetupLoading />;
  if (!data.needsSetup) return <AfterAdministrator />;
  if (token === "") return <SetupRefused isTokenWrong={false} />;
  if (isRefused) return <SetupRefused isTokenWrong />;
  return (
    <Card title={t("setup.title")} lead={t("setup.lead")}>
      <SetupSteps current="none" />
      <AdministratorForm
        token={token}
        onRefused={() => setIsRefused(true)}
        onConflict={() => void refetch()}
      />
    </Card>
  );
}

function AfterAdministrator() {
  const { me, can, error, refetch } = useSession();
  if (isUnauthorized(error) || (me !== undefined && !can("admin"))) return <AlreadySetUp />;
  if (error !== null) return <Failure error={error} onRetry={() => void refetch()} />;
  return me === undefined ? <SetupLoading /> : <SetupAssistant />;
}

function AlreadySetUp() {
  return (
    <Card title={t("setup.doneTitle")} lead={t("setup.doneText")}>
      <Link href="/sign-in?next=%2Fsetup" className={buttonStyle({ look: "primary" })}>
        {t("signIn.submit")}
      </Link>
    </Card>
  );
}
