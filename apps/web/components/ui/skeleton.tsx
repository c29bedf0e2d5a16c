import { clsx } from "clsx";

/** A grey bar in the place of text that is on its way; what stands under it in a stack waits. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      aria-hidden
      data-loading
      className={clsx("block animate-breathe rounded-sm bg-line", className ?? "h-3.5 w-full")}
    />
  );
}
