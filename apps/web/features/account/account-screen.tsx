"use client";

import { Loaded } from "../../components/ui/loaded.tsx";
import { PartList } from "../../components/ui/part-list.tsx";
import { t } from "../../lib/messages/translate.ts";
import { usePlace } from "../../lib/use-place.ts";
import { InvitationPanel } from "../people/invitation-panel.tsx";
import { AppearancePanel } from "./appearance-panel.tsx";
import { DataPanel } from "./data-panel.tsx";
import { DevicePanel } from "./device-panel.tsx";
import { KeysPanel } from "./keys-panel.tsx";
import { NotificationPanel } from "./notification-panel.tsx";
import { PasskeyPanel } from "./passkey-panel.tsx";
import { PasswordPanel } from "./password-panel.tsx";
import { ProfilePanel } from "./profile-panel.tsx";
import { TwoFactorPanel } from "./two-factor-panel.tsx";
import { useAccount } from "./use-account.ts";

/** Oneself: name and address, ways to sign in, devices, data. */
export function AccountScreen() {
  const query = useAccount();
  usePlace(query.data !== undefined);
  return (
    <div className="page">
      <h1 className="text-display font-semibold tracking-tight">{t("account.title")}</h1>
      <p className="mt-0.5 text-ink-soft">{t("account.lead")}</p>
      <div className="mt-7 gap-x-12 xl:grid xl:grid-cols-[minmax(0,48rem)_11rem]">
        <div className="grid max-xl:max-w-3xl grid-cols-[minmax(0,1fr)] gap-9">
          <Loaded query={query}>
            {(account) => (
              <>
                <ProfilePanel account={account} />
                <AppearancePanel />
                <PasswordPanel account={account} />
                <TwoFactorPanel account={account} />
                <PasskeyPanel account={account} />
                <KeysPanel />
                <DevicePanel />
                <NotificationPanel />
                {account.mayInvite && account.role !== "administrator" ? <InvitationPanel /> : null}
                <DataPanel account={account} />
              </>
            )}
          </Loaded>
        </div>
        {query.data === undefined ? null : (
          <PartList label={t("account.parts")} parts={listParts()} />
        )}
      </div>
    </div>
  );
}

function listParts() {
  return [
    { id: "profile", name: t("account.profile") },
    { id: "appearance", name: t("account.appearance") },
    { id: "password", name: t("account.password") },
    { id: "two-factor", name: t("twoFactor.title") },
    { id: "passkeys", name: t("passkeys.title") },
    { id: "keys", name: t("account.keys") },
    { id: "devices", name: t("devices.title") },
    { id: "notifications", name: t("notify.title") },
    { id: "data", name: t("data.title") },
  ];
}
