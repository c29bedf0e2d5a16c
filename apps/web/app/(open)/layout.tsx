import type { ReactNode } from "react";

import { Contours } from "../../components/brand/contours.tsx";
import { Wordmark } from "../../components/brand/wordmark.tsx";

export default function OpenLayout({ children }: { children: ReactNode }) {
  return (
    <div className="relative isolate min-h-dvh overflow-hidden bg-shoal">
      <Contours className="absolute inset-0 -z-10 size-full text-line" />
      <header className="flex h-16 items-center px-5 sm:px-8">
        <Wordmark />
      </header>
      <main className="[&_.contours]:hidden flex justify-center px-4 pt-[max(1.5rem,7dvh)] pb-16">
        {children}
      </main>
    </div>
  );
}
