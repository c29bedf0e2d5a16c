import { formatAge, formatDateTime, formatRelative } from "../../lib/format/format-date.ts";

interface RelativeTimeProps {
  value: string;
  /** `age` is for narrow columns: "3d". */
  form?: "sentence" | "age";
}

/** A date as its distance from now, with the absolute date on hover. */
export function RelativeTime({ value, form = "sentence" }: RelativeTimeProps) {
  const exact = formatDateTime(value);
  return (
    <time dateTime={value} title={exact}>
      {form === "age" ? formatAge(value) : formatRelative(value)}
    </time>
  );
}
