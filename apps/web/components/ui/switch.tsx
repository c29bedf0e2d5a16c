import { clsx } from "clsx";
import type { ComponentProps } from "react";

interface SwitchProps extends Omit<ComponentProps<"input">, "type" | "role" | "checked"> {
  checked: boolean;
  className?: string;
}

/** On or off: a native checkbox that looks and speaks as a switch. */
export function Switch({ className, checked, ...rest }: SwitchProps) {
  return (
    <span
      className={clsx(
        "relative inline-flex h-6 w-11 shrink-0 rounded-full has-disabled:opacity-55",
        className,
      )}
    >
      <input
        {...rest}
        type="checkbox"
        role="switch"
        checked={checked}
        aria-checked={checked}
        className="peer size-full cursor-pointer appearance-none rounded-full border border-line-strong bg-shoal-hover transition-colors hover:border-ink-faint checked:border-accent checked:bg-accent before:absolute before:-inset-2 before:content-['']"
      />
      <span
        aria-hidden
        className="pointer-events-none absolute top-1 left-1 size-4 rounded-full bg-ink-soft transition-[translate,background-color] peer-checked:translate-x-5 peer-checked:bg-accent-ink"
      />
    </span>
  );
}
