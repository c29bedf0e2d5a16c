import { clsx } from "clsx";
import type { ReactNode } from "react";

interface CardProps {
  title: string;
  lead?: ReactNode;
  width?: "narrow" | "wide";
  children?: ReactNode;
}

/** The one thing on a page without the frame: sign-in, set-up. */
export function Card({ title, lead, width = "narrow", children }: CardProps) {
  return (
    <div
      className={clsx(
        "h-fit w-full rounded-lg border border-line bg-surface p-6 shadow-float sm:p-8",
        width === "narrow" ? "max-w-md" : "max-w-3xl",
      )}
    >
      <h1 className="text-display font-semibold tracking-tight text-balance">{title}</h1>
      {lead === undefined ? null : <p className="mt-1 text-pretty text-ink-soft">{lead}</p>}
      <div className="mt-6">{children}</div>
    </div>
  );
}
