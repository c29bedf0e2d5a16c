import type { ReactNode } from "react";

import { Contours } from "../brand/contours.tsx";

interface NoticeProps {
  title: string;
  children?: ReactNode;
  /** What can be done next. */
  actions?: ReactNode;
  role?: "alert" | "status";
}

/** What stands where content would be: nothing there, nothing found, something failed. */
export function Notice({ title, children, actions, role }: NoticeProps) {
  return (
    <div
      {...(role === undefined ? {} : { role })}
      className="relative isolate overflow-hidden px-4 py-20 text-center sm:py-28"
    >
      <div className="absolute inset-0 -z-10 mx-auto max-w-4xl mask-[radial-gradient(closest-side,transparent_38%,black_62%,transparent)] max-sm:hidden">
        <Contours className="size-full text-line-strong/60" />
      </div>
      <h2 className="text-title font-semibold tracking-tight text-balance">{title}</h2>
      {children === undefined ? null : (
        <div className="mx-auto mt-1.5 max-w-md text-pretty text-ink-soft">{children}</div>
      )}
      {actions === undefined ? null : (
        <div className="mt-6 flex flex-wrap justify-center gap-2">{actions}</div>
      )}
    </div>
  );
}
