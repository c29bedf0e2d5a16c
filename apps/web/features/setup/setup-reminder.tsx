"use client";

import { useQuery } from "@tanstack/react-query";

import { lazyComponent } from "../../lib/lazy-component.tsx";
import { orpc } from "../../lib/orpc.ts";
import { useSession } from "../identity/use-session.ts";

const ResumeSetup = lazyComponent(async () => (await import("./resume-setup.tsx")).ResumeSetup);

const OPEN_STEPS = new Set(["choices", "torrents", "programs"]);

/** Leads an administrator back to a set-up that was broken off. */
export function SetupReminder() {
  const { can } = useSession();
  const { data } = useQuery(
    orpc.admin.welcome.get.queryOptions({ enabled: can("admin"), staleTime: 5 * 60_000 }),
  );
  return data !== undefined && OPEN_STEPS.has(data.step) ? <ResumeSetup /> : null;
}
