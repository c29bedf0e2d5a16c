import type { ReactNode } from "react";

import { OperationsFrame } from "../../../features/operations/operations-frame.tsx";

export default function OperationsLayout({ children }: { children: ReactNode }) {
  return <OperationsFrame>{children}</OperationsFrame>;
}
