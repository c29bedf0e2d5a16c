import { clsx } from "clsx";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { ConfirmDialog } from "../../components/ui/confirm-dialog.tsx";
import { inputStyle } from "../../components/ui/field.tsx";
import { formatRelative } from "../../lib/format/format-date.ts";
import { t } from "../../lib/messages/translate.ts";
import { describeRole } from "./describe-role.ts";
import { usePersonChanges, type Person } from "./use-person-changes.ts";
import type { Role } from "./use-roles.ts";

interface PersonRowProps {
  person: Person;
  roles: readonly Role[];
}

/** Somebody: who they are, their role, and what can be done about their account. */
export function PersonRow({ person, roles }: PersonRowProps) {
  const { name, email, role, suspendedAt, deviceCount } = person;
  const [asking, setAsking] = useState<"suspend" | "delete">();
  const changes = usePersonChanges(person, () => setAsking(undefined));
  const isSuspended = suspendedAt !== undefined;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-3">
      <div className={clsx("min-w-56 flex-1", isSuspended && "opacity-70")}>
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <span className="font-medium">{name}</span>
          <span className="min-w-0 truncate text-small text-ink-soft">{email}</span>
          {isSuspended ? (
            <span className="text-small text-poor">{t("people.suspended")}</span>
          ) : null}
        </div>
        <div className="text-small text-ink-faint">{describe(person).join(" · ")}</div>
      </div>
      <select
        aria-label={t("people.roleOf", { name })}
        value={role}
        disabled={changes.isPending}
        onChange={(event) => changes.update({ role: event.target.value })}
        className={`${inputStyle} h-9 sm:w-36!`}
      >
        {roles.map((one) => (
          <option key={one.id} value={one.id}>
            {describeRole(one.name)}
          </option>
        ))}
      </select>
      <div className="flex gap-2 sm:w-60 sm:justify-end">
        {deviceCount > 0 ? (
          <Button
            size="small"
            aria-label={t("people.signOutOf", { name })}
            onClick={changes.signOut}
          >
            {t("people.signOut")}
          </Button>
        ) : null}
        {isSuspended ? (
          <Button
            size="small"
            aria-label={t("people.resumeOf", { name })}
            onClick={() => changes.update({ suspended: false })}
          >
            {t("people.resume")}
          </Button>
        ) : (
          <Button
            size="small"
            aria-label={t("people.suspendOf", { name })}
            onClick={() => setAsking("suspend")}
          >
            {t("people.suspend")}
          </Button>
        )}
        <Button
          look="danger"
          size="small"
          aria-label={t("people.deleteOf", { name })}
          onClick={() => setAsking("delete")}
        >
          {t("people.delete")}
        </Button>
      </div>
      {asking === undefined ? null : (
        <ConfirmDialog
          title={t(`people.${asking}Title`, { name })}
          text={t(`people.${asking}Text`)}
          confirm={t(`people.${asking}`)}
          look={asking === "delete" ? "destroy" : "primary"}
          isPending={changes.isPending}
          error={null}
          onConfirm={
            asking === "delete" ? changes.remove : () => changes.update({ suspended: true })
          }
          onClose={() => setAsking(undefined)}
        />
      )}
    </li>
  );
}

function describe(person: Person): string[] {
  const { deviceCount, lastSeenAt, invitedBy, emailVerified, twoFactorEnabled } = person;
  return [
    t("people.devices", { count: deviceCount }),
    lastSeenAt === undefined ? [] : t("people.seen", { age: formatRelative(lastSeenAt) }),
    invitedBy === undefined ? [] : t("people.invitedBy", { name: invitedBy.name }),
    twoFactorEnabled ? t("people.twoFactor") : [],
    emailVerified ? [] : t("people.unconfirmed"),
  ].flat();
}
