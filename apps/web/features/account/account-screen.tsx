"use client";

import { Loaded } from "../../components/ui/loaded.tsx";
import { t } from "../../lib/messages/translate.ts";
import { InvitationPanel } from "../people/invitation-panel.tsx";
import { DataPanel } from "./data-panel.tsx";
import { DevicePanel } from "./device-panel.tsx";
import { NotificationPanel } from "./notification-panel.tsx";
import { PasskeyPanel } from "./passkey-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { ProfilePanel } from "./profile-panel.tsx";
import { TwoFactorPanel } from "./two-factor-panel.tsx";
import { useAccount } from "./use-account.ts";

/** Oneself: name and address, ways to sign in, devices, data. */
export function AccountScreen() {
  const query = useAccount();
  return (
    <div className="page">
      <h1 className="text-display font-semibold tracking-tight">{t("account.title")}</h1>
      <p className="mt-0.5 text-ink-soft">{t("account.lead")}</p>
      <div className="mt-7 grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-10">
        <Loaded query={query}>
          {(account) => (
            <>
              <ProfilePanel account={account} />
              <PasswordPanel account={account} />
              <TwoFactorPanel account={account} />
              <PasskeyPanel account={account} />
              <DevicePanel />
              <NotificationPanel />
              {account.mayInvite && account.role !== "administrator" ? <InvitationPanel /> : null}
              <DataPanel account={account} />
            </>
          )}
        </Loaded>
      </div>
    </div>
  );
}
