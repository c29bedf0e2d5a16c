"use client";

import { Check, TriangleAlert } from "lucide-react";
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";

interface ToastAction {
  name: string;
  perform: () => void;
}

interface Toast {
  text: string;
  tone: "good" | "poor";
  /** What can be done about it, such as taking it back. */
  action: ToastAction | undefined;
  /** Makes the same text announced again. */
  serial: number;
}

type ShowToast = (text: string, tone?: Toast["tone"], action?: ToastAction) => void;

const ToastContext = createContext<ShowToast>(() => {});
const VISIBLE_FOR = 3200;
/** Long enough to read it, decide and reach the button. */
const VISIBLE_WITH_ACTION_FOR = 12_000;

/** Function that shows one line for a moment at the foot of the screen. */
export function useToast(): ShowToast {
  return use(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast>();
  const show = useCallback<ShowToast>((text, tone = "good", action = undefined) => {
    setToast((previous) => ({ text, tone, action, serial: (previous?.serial ?? 0) + 1 }));
  }, []);
  useEffect(() => {
    if (toast === undefined) return;
    const duration = toast.action === undefined ? VISIBLE_FOR : VISIBLE_WITH_ACTION_FOR;
    const timer = setTimeout(setToast, duration);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <ToastContext value={show}>
      {children}
      <output className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs-height)+var(--toast-lift))] z-60 flex justify-center">
        {toast === undefined ? null : (
          <ToastLine key={toast.serial} toast={toast} onClose={() => setToast(undefined)} />
        )}
      </output>
    </ToastContext>
  );
}

function ToastLine({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const { text, tone, action } = toast;
  const Icon = tone === "good" ? Check : TriangleAlert;
  return (
    <div className="flex max-w-md animate-appear items-center gap-2.5 rounded-md bg-ink px-4 py-2.5 font-medium text-deep shadow-float">
      <Icon aria-hidden size={16} className="shrink-0" />
      <span className="line-clamp-2 min-w-0">{text}</span>
      {action === undefined ? null : (
        <button
          type="button"
          onClick={() => {
            onClose();
            action.perform();
          }}
          className="touch pointer-events-auto -my-1 -mr-2 ml-2 shrink-0 rounded-sm px-2 py-1 underline underline-offset-3 focus-visible:outline-deep"
        >
          {action.name}
        </button>
      )}
    </div>
  );
}
