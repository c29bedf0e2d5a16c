import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import Link from "next/link";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { EmptyBox } from "../../components/ui/empty-box.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";
import { InvitationRow } from "./invitation-row.tsx";
import { InviteDialog } from "./invite-dialog.tsx";

/** Invitations with making and taking back: one's own, and for administrators everybody's. */
export function InvitationPanel() {
  const { can } = useSession();
  const [isInviting, setIsInviting] = useState(false);
  const query = useQuery(orpc.identity.invitations.list.queryOptions());
  const { data: options } = useQuery(orpc.identity.signIn.options.queryOptions());
  return (
    <Panel
      title={t("invite.title")}
      aside={
        <Button size="small" onClick={() => setIsInviting(true)}>
          <Plus aria-hidden size={16} />
          {t("invite.create")}
        </Button>
      }
    >
      <p className="mb-3 text-ink-soft">
        {t(options?.registration === "closed" ? "invite.closed" : "invite.text")}{" "}
        {options?.registration === "closed" && can("admin") ? (
          <Link href="/operations/settings#identity" className="text-accent underline">
            {t("invite.openSettings")}
          </Link>
        ) : null}
      </p>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyBox title={t("invite.empty")}>{t("invite.emptyText")}</EmptyBox>
          ) : (
            <ul className="sheet">
              {items.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isInviting ? <InviteDialog onClose={() => setIsInviting(false)} /> : null}
    </Panel>
  );
}
