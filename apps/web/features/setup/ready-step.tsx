"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowLeft, ArrowRight, BookOpen, ChevronRight, Plug, Users } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";

import { Button } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { describeError } from "../../lib/api-error.ts";
import { formatNumber } from "../../lib/format/format-number.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { SetupSteps } from "./setup-steps.tsx";
import { useSetupStep } from "./use-setup.ts";

const PLACES = [
  { href: "/keys", icon: Plug, text: "setup.nextKeys" },
  { href: "/operations/people", icon: Users, text: "setup.nextPeople" },
  { href: "/docs", icon: BookOpen, text: "setup.nextGuide" },
] as const;

/** What the set-up came to, and where to go from here. */
export function ReadyStep() {
  const router = useRouter();
  const { mutate, isPending, error } = useSetupStep(() => router.replace("/"));
  const torrents = useQuery(orpc.search.torrents.queryOptions({ input: { limit: 1 } })).data;
  const apps = useQuery(orpc.connect.list.queryOptions()).data;
  return (
    <Card width="wide" title={t("setup.readyTitle")} lead={t("setup.readyLead")}>
      <SetupSteps current="ready" onGo={(step) => mutate({ step })} />
      <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-lg border border-line bg-line">
        <Figure name={t("setup.readyTorrents")} value={torrents?.total} />
        <Figure name={t("setup.readyPrograms")} value={apps?.items.length} />
      </dl>
      <ul className="sheet mt-5">
        {PLACES.map(({ href, icon: Icon, text }) => (
          <li key={href} className="relative">
            <Link
              href={href}
              className="flex min-h-11 items-center gap-3 font-medium after:absolute after:inset-0 hover:text-accent"
            >
              <Icon aria-hidden size={16} className="shrink-0 text-ink-faint" />
              <span className="flex-1">{t(text)}</span>
              <ChevronRight aria-hidden size={16} className="shrink-0 text-ink-faint" />
            </Link>
          </li>
        ))}
      </ul>
      {error === null ? null : (
        <div className="mt-4">
          <Problem>{describeError(error)}</Problem>
        </div>
      )}
      <div className="mt-7 flex justify-end gap-2 border-t border-line pt-5 max-sm:[&>*]:flex-1">
        <Button look="quiet" disabled={isPending} onClick={() => mutate({ step: "programs" })}>
          <ArrowLeft aria-hidden size={16} />
          {t("setup.back")}
        </Button>
        <Button look="primary" isBusy={isPending} onClick={() => mutate({ step: "done" })}>
          {t("setup.finish")}
          <ArrowRight aria-hidden size={16} />
        </Button>
      </div>
    </Card>
  );
}

function Figure({ name, value }: { name: string; value: number | undefined }) {
  return (
    <div className="bg-surface px-4 py-3">
      <dt className="text-small text-ink-faint">{name}</dt>
      <dd className="figures text-title font-semibold">
        {value === undefined ? "–" : formatNumber(value)}
      </dd>
    </div>
  );
}
