import { clsx } from "clsx";
import { useId, type ComponentProps, type ReactNode } from "react";

/** Look of text inputs, text areas and native selects; their label and note come into sight with them. */
export const inputStyle =
  "w-full min-w-0 scroll-my-14 rounded-md border border-line-strong bg-surface px-3 text-ink transition-colors hover:border-ink-faint focus-visible:outline-offset-0 aria-invalid:border-poor disabled:opacity-60 max-sm:text-lead pointer-coarse:min-h-11";

interface FieldProps extends Omit<ComponentProps<"input">, "id"> {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** Drawn inside the right end of the input. */
  end?: ReactNode;
}

/** A labelled input with a hint or, when the value was refused, the reason. */
export function Field({ label, hint, error, end, className, ...rest }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = error !== undefined || hint !== undefined;
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-small font-medium">
        {label}
      </label>
      <div className="relative">
        <input
          {...rest}
          id={id}
          aria-invalid={error !== undefined}
          aria-describedby={hasNote ? noteId : undefined}
          className={clsx(inputStyle, "h-10", end !== undefined && "pr-11", className)}
        />
        {end === undefined ? null : (
          <div className="absolute inset-y-0 right-1 flex items-center">{end}</div>
        )}
      </div>
      {hasNote ? <FieldNote id={noteId} error={error} hint={hint} /> : null}
    </div>
  );
}

interface FieldNoteProps {
  id: string;
  error?: string | undefined;
  hint?: ReactNode;
}

/** The line under an input. */
export function FieldNote({ id, error, hint }: FieldNoteProps) {
  return (
    <div
      id={id}
      role={error === undefined ? undefined : "alert"}
      className={clsx("text-small", error === undefined ? "text-ink-faint" : "text-poor")}
    >
      {error ?? hint}
    </div>
  );
}
