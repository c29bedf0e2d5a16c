"use client";

import {
  MutationCache,
  notifyManager,
  QueryCache,
  QueryClient,
  QueryClientProvider,
} from "@tanstack/react-query";
import { useState, type ReactNode } from "react";

import { useServiceWorker } from "../../features/install/use-service-worker.ts";
import { errorStatus, isUnauthorized } from "../../lib/api-error.ts";
import { orpc } from "../../lib/orpc.ts";
import { ToastProvider } from "../ui/toast.tsx";

/** What every page needs around it. */
export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(createQueryClient);
  useServiceWorker();
  return (
    <QueryClientProvider client={client}>
      <ToastProvider>{children}</ToastProvider>
    </QueryClientProvider>
  );
}

// Answers are drawn at once; a timer would let a frame pass before.
notifyManager.setScheduler(queueMicrotask);

const MAX_RETRIES = 2;

function createQueryClient(): QueryClient {
  // An ended session shows first in whatever request came next: ask again who we are.
  const handleError = (error: unknown) => {
    const me = orpc.identity.me.queryKey();
    if (isUnauthorized(error) && client.getQueryState(me)?.status === "success") {
      void client.resetQueries({ queryKey: me });
    }
  };
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: handleError }),
    mutationCache: new MutationCache({ onError: handleError }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        gcTime: 10 * 60_000,
        retry: (count, error) => count < MAX_RETRIES && isWorthRetrying(error),
        networkMode: "always",
      },
      mutations: { networkMode: "always" },
    },
  });
  return client;
}

function isWorthRetrying(error: unknown): boolean {
  const status = errorStatus(error);
  return status === undefined || status >= 500;
}
