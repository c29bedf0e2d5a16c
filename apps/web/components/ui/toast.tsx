"use client";

import { Check, TriangleAlert } from "lucide-react";
import { createContext, use, useCallback, useEffect, useState, type ReactNode } from "react";

interface Toast {
  text: string;
  tone: "good" | "poor";
  /** Makes the same text announced again. */
  serial: number;
}

type ShowToast = (text: string, tone?: Toast["tone"]) => void;

const ToastContext = createContext<ShowToast>(() => {});
const VISIBLE_FOR = 3200;

/** Function that shows one line for a moment at the foot of the screen. */
export function useToast(): ShowToast {
  return use(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [toast, setToast] = useState<Toast>();
  const show = useCallback<ShowToast>((text, tone = "good") => {
    setToast((previous) => ({ text, tone, serial: (previous?.serial ?? 0) + 1 }));
  }, []);
  useEffect(() => {
    if (toast === undefined) return;
    const timer = setTimeout(setToast, VISIBLE_FOR);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <ToastContext value={show}>
      {children}
      <output className="pointer-events-none fixed inset-x-4 bottom-[calc(var(--tabs-height)+1rem)] z-60 flex justify-center">
        {toast === undefined ? null : (
          <div
            key={toast.serial}
            className="flex max-w-md animate-appear items-center gap-2.5 rounded-md bg-ink px-4 py-2.5 font-medium text-deep shadow-float"
          >
            {toast.tone === "good" ? (
              <Check aria-hidden size={16} className="shrink-0" />
            ) : (
              <TriangleAlert aria-hidden size={16} className="shrink-0" />
            )}
            <span className="line-clamp-2 min-w-0">{toast.text}</span>
          </div>
        )}
      </output>
    </ToastContext>
  );
}
