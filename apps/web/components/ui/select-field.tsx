import { clsx } from "clsx";
import { useId } from "react";

import { inputStyle } from "./field.tsx";

/** One of the values that can be chosen, as people read it. */
export interface SelectOption<Value> {
  value: Value;
  name: string;
}

interface SelectFieldProps<Value> {
  label: string;
  value: Value;
  options: readonly SelectOption<Value>[];
  hint?: string;
  className?: string;
  onChange: (value: Value) => void;
}

/** A labelled choice of one among a few; the browser's own, as phones have a better one. */
export function SelectField<Value extends string | number>(props: SelectFieldProps<Value>) {
  const { label, value, options, hint, className, onChange } = props;
  const id = useId();
  return (
    <div className={clsx("grid content-start gap-1.5", className)}>
      <label htmlFor={id} className="text-small font-medium">
        {label}
      </label>
      <select
        id={id}
        value={value}
        aria-describedby={hint === undefined ? undefined : `${id}-note`}
        onChange={({ target }) => {
          const chosen = options[target.selectedIndex];
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className={clsx(inputStyle, "h-10")}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.name}
          </option>
        ))}
      </select>
      {hint === undefined ? null : (
        <span id={`${id}-note`} className="text-small text-ink-faint">
          {hint}
        </span>
      )}
    </div>
  );
}
