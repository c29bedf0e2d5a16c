import type { ComponentProps } from "react";

const LOOKS = {
  primary: "bg-accent text-accent-ink hover:bg-accent-strong",
  plain: "border border-line-strong/55 bg-surface text-ink hover:bg-shoal-hover",
  quiet: "text-ink-soft hover:bg-shoal-hover hover:text-ink",
  // Red is for what is wrong; what destroys takes the colour only when it is about to happen.
  danger:
    "border border-line-strong/55 bg-surface text-ink-soft hover:border-poor/50 hover:bg-poor-wash hover:text-poor",
  destroy: "bg-poor text-accent-ink hover:opacity-90",
};

const SIZES = {
  small: "h-8 px-2.5 text-small pointer-coarse:h-10",
  normal: "h-9 px-3.5 text-base pointer-coarse:h-11",
  icon: "size-9 pointer-coarse:size-11",
  "icon-small": "size-8 pointer-coarse:size-10",
};

interface ButtonStyle {
  look?: keyof typeof LOOKS | undefined;
  size?: keyof typeof SIZES | undefined;
  /** Further classes. */
  className?: string | undefined;
}

// Letters of twice the size on a phone: what does not fit in a line gets more of them.
const LARGE_LETTERS =
  "max-[18rem]:h-auto max-[18rem]:min-h-9 max-[18rem]:shrink max-[18rem]:py-1 max-[18rem]:whitespace-normal";

/** Look of everything that is pressed; links that act as buttons use it too. */
export function buttonStyle({
  look = "plain",
  size = "normal",
  className = "",
}: ButtonStyle = {}): string {
  return `inline-flex shrink-0 items-center justify-center gap-2 rounded-md font-medium whitespace-nowrap transition-colors select-none disabled:opacity-50 aria-disabled:opacity-50 [&_svg]:shrink-0 ${LARGE_LETTERS} ${LOOKS[look]} ${SIZES[size]} ${className}`;
}

interface ButtonProps extends ComponentProps<"button">, ButtonStyle {
  /** Shows progress and refuses presses while work is under way. */
  isBusy?: boolean;
}

export function Button({
  look,
  size,
  isBusy = false,
  className,
  children,
  disabled,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      // oxlint-disable-next-line react/button-has-type -- the default is set above
      type={type}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy}
      className={buttonStyle({ look, size, className })}
    >
      {isBusy ? <Spinner /> : null}
      {children}
    </button>
  );
}

function Spinner() {
  return (
    <span
      aria-hidden
      className="size-3.5 animate-spin rounded-full border-2 border-current border-t-transparent"
    />
  );
}
