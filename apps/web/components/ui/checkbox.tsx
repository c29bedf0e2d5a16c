import { clsx } from "clsx";
import { Check } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

interface CheckboxProps extends Omit<ComponentProps<"input">, "type"> {
  children?: ReactNode;
}

/** Made once: lists have dozens of it. */
const CHECK = (
  <Check
    aria-hidden
    strokeWidth={3.5}
    className="pointer-events-none absolute inset-0 m-auto size-3 text-accent-ink opacity-0 peer-checked:opacity-100"
  />
);

/** A native checkbox with its text; the whole line can be pressed. */
export function Checkbox({ children, className, ...rest }: CheckboxProps) {
  return (
    <label
      className={clsx(
        "group flex min-w-0 items-center gap-2.5 pointer-coarse:min-h-10",
        rest.disabled === true && "cursor-not-allowed opacity-55",
        className,
      )}
    >
      <span className="relative flex size-4 shrink-0">
        <input
          {...rest}
          type="checkbox"
          className="peer size-4 appearance-none rounded-sm border border-line-strong bg-surface transition-colors group-hover:border-accent checked:border-accent checked:bg-accent"
        />
        {CHECK}
      </span>
      {children}
    </label>
  );
}
