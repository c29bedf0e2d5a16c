import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";

import { Button } from "../../components/ui/button.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";

type Device = ApiOutputs["identity"]["account"]["devices"]["list"]["items"][number];

/** Where one is signed in, with a way out of each. */
export function DevicePanel() {
  const query = useQuery(orpc.identity.account.devices.list.queryOptions());
  const client = useQueryClient();
  const toast = useToast();
  const { mutate, isPending } = useMutation(
    orpc.identity.account.devices.endOthers.mutationOptions({
      onSuccess: ({ ended }) => {
        toast(t("devices.othersEnded", { count: ended }));
        return client.invalidateQueries({ queryKey: orpc.identity.account.devices.key() });
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  const hasOthers = (query.data?.items.length ?? 0) > 1;
  return (
    <Panel
      id="devices"
      title={t("devices.title")}
      aside={
        hasOthers ? (
          <Button size="small" isBusy={isPending} onClick={() => mutate({})}>
            {t("devices.endOthers")}
          </Button>
        ) : undefined
      }
    >
      <Loaded query={query}>
        {({ items }) => (
          <ul className="sheet">
            {items.map((device) => (
              <DeviceRow key={device.id} device={device} />
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}

function DeviceRow({ device }: { device: Device }) {
  const client = useQueryClient();
  const toast = useToast();
  const { id, name, kind, ipAddress, usedAt, isCurrent } = device;
  const { mutate, isPending } = useMutation(
    orpc.identity.account.devices.end.mutationOptions({
      onSuccess: () => {
        toast(t("devices.ended", { name }));
        return client.invalidateQueries({ queryKey: orpc.identity.account.devices.key() });
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  return (
    <li className="flex items-center justify-between gap-4 py-2.5">
      <div className="min-w-0">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <span className="truncate font-medium">{name}</span>
          {isCurrent ? <span className="text-small text-good">{t("devices.current")}</span> : null}
          {kind === "tokens" ? (
            <span className="text-small text-ink-faint">{t("devices.tokens")}</span>
          ) : null}
        </div>
        <div className="text-small text-ink-faint">
          {ipAddress === undefined ? null : `${ipAddress} · `}
          {t("devices.used")} <RelativeTime value={usedAt} />
        </div>
      </div>
      {isCurrent ? null : (
        <Button
          size="small"
          isBusy={isPending}
          aria-label={t("devices.endOf", { name })}
          onClick={() => mutate({ id })}
        >
          {t("devices.end")}
        </Button>
      )}
    </li>
  );
}
