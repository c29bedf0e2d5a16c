import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** Why a form was refused, above its button. */
export function Problem({ children }: { children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex items-start gap-2 rounded-md bg-poor-wash px-3 py-2 text-small text-poor"
    >
      <TriangleAlert aria-hidden size={16} className="mt-0.5 shrink-0" />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
