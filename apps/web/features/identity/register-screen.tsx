"use client";

import { skipToken, useQuery } from "@tanstack/react-query";
import { useSearchParams } from "next/navigation";
import { useState } from "react";

import { Card } from "../../components/ui/card.tsx";
import { Failure } from "../../components/ui/failure.tsx";
import { Skeleton } from "../../components/ui/skeleton.tsx";
import { errorStatus } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { RegisterForm } from "./register-form.tsx";
import { NextLink } from "./reset-screen.tsx";

/** Makes an account, freely or with the code of an invitation in the address. */
export function RegisterScreen() {
  const code = useSearchParams().get("code") ?? undefined;
  const [registered, setRegistered] = useState<{ email: string; needsConfirmation: boolean }>();
  const options = useQuery(orpc.identity.signIn.options.queryOptions());
  const invitation = useQuery(
    orpc.identity.registration.invitation.queryOptions({
      input: code === undefined ? skipToken : { code },
      retry: false,
    }),
  );
  if (registered !== undefined) return <Registered {...registered} />;
  if (options.error !== null) {
    return <Failure error={options.error} onRetry={() => void options.refetch()} />;
  }
  if (options.data === undefined || invitation.isLoading) {
    return (
      <Card title={t("register.title")}>
        <Skeleton className="h-56" />
      </Card>
    );
  }
  const { registration } = options.data;
  if (registration === "closed") {
    return <SignInInstead title={t("register.closedTitle")} text={t("register.closedText")} />;
  }
  if (code === undefined && registration === "invitation") {
    const text = t("register.needsInvitationText");
    return <SignInInstead title={t("register.needsInvitationTitle")} text={text} />;
  }
  const status = errorStatus(invitation.error);
  if (status === 404 || status === 410) {
    return <SignInInstead title={t("register.usedTitle")} text={t("register.usedText")} />;
  }
  if (invitation.error !== null) {
    return <Failure error={invitation.error} onRetry={() => void invitation.refetch()} />;
  }
  const inviter = invitation.data?.inviter;
  const lead = inviter === undefined ? undefined : t("register.invited", { name: inviter });
  return (
    <Card title={t("register.title")} lead={lead}>
      <RegisterForm
        invitation={code}
        invitedEmail={invitation.data?.email}
        onDone={setRegistered}
      />
    </Card>
  );
}

function Registered({ email, needsConfirmation }: { email: string; needsConfirmation: boolean }) {
  return (
    <Card
      title={t(needsConfirmation ? "register.confirmTitle" : "register.doneTitle")}
      lead={needsConfirmation ? t("register.confirmText", { email }) : t("register.doneText")}
    >
      <NextLink href="/sign-in" name={t("signIn.title")} />
    </Card>
  );
}

function SignInInstead({ title, text }: { title: string; text: string }) {
  return (
    <Card title={title} lead={text}>
      <NextLink href="/sign-in" name={t("signIn.title")} />
    </Card>
  );
}
