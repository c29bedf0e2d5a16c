"use client";

import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";

import { Card } from "../../components/ui/card.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { errorStatus } from "../../lib/api-error.ts";
import { verifyEmail } from "../../lib/auth.ts";
import { t } from "../../lib/messages/translate.ts";
import { NextLink } from "./reset-screen.tsx";

/** Confirms an address with the link of a message. */
export function VerifyScreen() {
  const token = useSearchParams().get("token") ?? "";
  const { isSuccess, error, refetch } = useQuery({
    queryKey: ["verify-email", token],
    queryFn: async () => {
      await verifyEmail(token);
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  if (isSuccess) {
    return (
      <Card title={t("verify.doneTitle")} lead={t("verify.doneText")}>
        <NextLink href="/" name={t("verify.goOn")} />
      </Card>
    );
  }
  if (error === null) {
    return (
      <Card title={t("verify.checking")}>
        <Skeleton className="h-10" />
      </Card>
    );
  }
  const status = errorStatus(error);
  if (status === 400 || status === 401) {
    return (
      <Card title={t("verify.badTitle")} lead={t("verify.badText")}>
        <NextLink href="/sign-in" name={t("signIn.title")} />
      </Card>
    );
  }
  return <Failure error={error} onRetry={() => void refetch()} />;
}
