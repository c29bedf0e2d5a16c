"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Checkbox } from "../../components/ui/checkbox.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { SECTIONS } from "../operations/sections.ts";

type Plan = ApiOutputs["upkeep"]["compact"]["preview"];

/** Giving unused space back to the system. */
export function CompactionPanel() {
  const query = useQuery(orpc.upkeep.compact.preview.queryOptions());
  return (
    <Panel title={t("compact.title")}>
      <Loaded query={query}>
        {(plan) => (
          <div className="sheet">
            <div className="grid gap-3 py-4">
              <p className="max-w-2xl text-pretty text-ink-soft">{t("compact.text")}</p>
              {plan.tables.length === 0 ? (
                <p className="flex items-center gap-2.5">
                  <Check aria-hidden size={17} className="shrink-0 text-good" />
                  {t("compact.nothing")}
                </p>
              ) : (
                <Compaction plan={plan} />
              )}
            </div>
          </div>
        )}
      </Loaded>
    </Panel>
  );
}

function Compaction({ plan }: { plan: Plan }) {
  const { gainBytes, neededBytes, freeBytes, isPossible, tables } = plan;
  const router = useRouter();
  const client = useQueryClient();
  const toast = useToast();
  const [trustDisk, setTrustDisk] = useState(false);
  const { mutate, isPending } = useMutation(
    orpc.upkeep.compact.run.mutationOptions({
      onSuccess: async () => {
        await client.invalidateQueries({ queryKey: orpc.torrents.bulk.key() });
        router.push(SECTIONS.runs.href);
      },
      onError: (error) => toast(describeError(error), "poor"),
    }),
  );
  return (
    <div className="grid gap-3">
      <p>
        {t("compact.gain", { size: formatSize(gainBytes), tables: tables.length })}{" "}
        <span className="text-ink-soft">
          {t("compact.needs", {
            needed: formatSize(neededBytes),
            free: freeBytes === null ? t("app.unknown") : formatSize(freeBytes),
          })}
        </span>
      </p>
      {freeBytes === null ? (
        <Checkbox checked={trustDisk} onChange={(event) => setTrustDisk(event.target.checked)}>
          {t("compact.trust")}
        </Checkbox>
      ) : null}
      <Button
        className="w-fit"
        disabled={!isPossible && !trustDisk}
        isBusy={isPending}
        onClick={() => mutate({ trustDisk })}
      >
        {t("compact.start")}
      </Button>
    </div>
  );
}
