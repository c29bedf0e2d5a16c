const LINES = 9;
const POINTS = 40;

/** Depth contours as on a nautical chart, in the current colour; purely ornamental. */
export function Contours({ className }: { className?: string }) {
  return (
    <svg
      aria-hidden
      className={className}
      viewBox="0 0 800 400"
      preserveAspectRatio="xMidYMid slice"
      fill="none"
      stroke="currentColor"
    >
      {PATHS.map((path, index) => (
        <path
          key={path}
          d={path}
          vectorEffect="non-scaling-stroke"
          opacity={1 - index / (LINES + 1)}
        />
      ))}
    </svg>
  );
}

const PATHS = Array.from({ length: LINES }, (_, line) => toPath(90 + line * 34, line));

function toPath(radius: number, line: number): string {
  const points = Array.from({ length: POINTS }, (_, index) => {
    const angle = (index / POINTS) * 2 * Math.PI;
    const swell =
      1 +
      0.11 * Math.sin(2 * angle + 0.9) +
      0.06 * Math.sin(3 * angle - line * 0.14) +
      0.03 * Math.sin(7 * angle + line * 0.3);
    return {
      x: 400 + radius * 1.75 * swell * Math.cos(angle),
      y: 200 + radius * 0.72 * swell * Math.sin(angle),
    };
  });
  return `${smooth(points)}Z`;
}

/** Quadratic curves through the middles of neighbouring points. */
function smooth(points: { x: number; y: number }[]): string {
  const middles = points.map((point, index) => {
    const next = points[(index + 1) % points.length] ?? point;
    return `${((point.x + next.x) / 2).toFixed(1)} ${((point.y + next.y) / 2).toFixed(1)}`;
  });
  const start = `M${middles.at(-1)}`;
  return points.reduce(
    (path, point, index) => `${path}Q${point.x.toFixed(1)} ${point.y.toFixed(1)} ${middles[index]}`,
    start,
  );
}
