interface ProgressBarProps {
  label: string;
  done: number;
  total: number;
}

/** How far something long is. */
export function ProgressBar({ label, done, total }: ProgressBarProps) {
  return (
    <progress
      value={done}
      max={Math.max(total, 1)}
      aria-label={label}
      className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
    />
  );
}
