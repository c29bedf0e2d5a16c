const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** A span of time in seconds with one unit: "42 s", "7 min", "3 h", "12 d". */
export function formatSpan(seconds: number): string {
  for (const [unit, length] of UNITS) {
    if (seconds >= length * 1.5) return `${Math.round(seconds / length)} ${unit}`;
  }
  return `${Math.round(seconds)} s`;
}
