import type { ReactNode } from "react";

import { FailureBox } from "./failure-box.tsx";
import { ListSkeleton } from "./list-skeleton.tsx";

interface LoadedProps<Data> {
  query: { data: Data | undefined; error: unknown; refetch: () => unknown };
  skeleton?: ReactNode;
  children: (data: Data) => ReactNode;
}

/** What a query answered; until then its shape, and what went wrong with another try. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) return children(data);
  if (error !== null) return <FailureBox error={error} onRetry={() => void refetch()} />;
  return skeleton ?? <ListSkeleton />;
}
