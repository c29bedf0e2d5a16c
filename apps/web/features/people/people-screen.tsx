"use client";

import { t } from "../../lib/messages/translate.ts";
import { SectionPage } from "../operations/section-page.tsx";
import { InvitationPanel } from "./invitation-panel.tsx";
import { MailPanel } from "./mail-panel.tsx";
import { PeoplePanel } from "./people-panel.tsx";
import { PeopleTree } from "./people-tree.tsx";
import { RolePanel } from "./role-panel.tsx";

/** Accounts, invitations, and messages that wait. */
export function PeopleScreen() {
  return (
    <SectionPage section="people" lead={t("people.lead")}>
      <PeoplePanel />
      <RolePanel />
      <MailPanel />
      <InvitationPanel />
      <PeopleTree />
    </SectionPage>
  );
}
