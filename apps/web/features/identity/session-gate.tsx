"use client";

import { useQueryClient } from "@tanstack/react-query";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, type ReactNode } from "react";

import { Failure } from "../../components/ui/failure.tsx";
import { isUnauthorized } from "../../lib/api-error.ts";
import { basePath } from "../../lib/base-path.ts";
import { orpc } from "../../lib/orpc.ts";
import { useHydrated } from "../../lib/use-hydrated.ts";
import { isGuestPage } from "./guest-pages.ts";
import { signInPath } from "./sign-in-path.ts";
import { useSession } from "./use-session.ts";

/**
 * Sends people without a session to sign-in, or to set-up while there is no administrator; guests
 * only from where there is nothing for them.
 */
export function SessionGate({ children }: { children: ReactNode }) {
  const { me, error, refetch } = useSession();
  const path = usePathname();
  const isKeptOut = me?.kind === "guest" && !isGuestPage(path);
  const isSignedOut = isUnauthorized(error) || isKeptOut;
  useLeaveWhen(isSignedOut);
  // Who is asking may be known before React has taken over a screen that was drawn without it.
  const isHydrated = useHydrated();
  if (isSignedOut || !isHydrated) return null;
  // A server that is away for a moment takes nothing from the screen.
  if (me !== undefined || error === null) return children;
  return <Failure error={error} onRetry={() => void refetch()} />;
}

function useLeaveWhen(isSignedOut: boolean): void {
  const router = useRouter();
  const client = useQueryClient();
  useEffect(() => {
    if (!isSignedOut) return;
    const { pathname, search } = window.location;
    void client
      .fetchQuery(orpc.identity.setup.status.queryOptions({ staleTime: 0 }))
      .then(({ needsSetup }) => needsSetup)
      // Unreachable for the moment: the sign-in page shows that itself.
      .catch(() => false)
      .then((needsSetup) =>
        router.replace(
          needsSetup ? "/setup" : signInPath((pathname + search).slice(basePath.length)),
        ),
      );
  }, [isSignedOut, router, client]);
}
