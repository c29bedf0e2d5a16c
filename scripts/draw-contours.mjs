/**
 * Draws depth contours as on a nautical chart: `node scripts/draw-contours.mjs`. Needed only when
 * their shape changes; the picture is kept in the repository.
 */
import { writeFile } from "node:fs/promises";

const FILE = new URL("../apps/web/components/brand/contours.svg", import.meta.url);
const LINES = 9;
const POINTS = 40;

const paths = Array.from({ length: LINES }, (_, line) => {
  const opacity = Number((1 - line / (LINES + 1)).toFixed(2));
  return `<path opacity="${opacity}" d="${toPath(90 + line * 34, line)}"/>`;
});
await writeFile(
  FILE,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 400" width="800" height="400" fill="none" stroke="#000">\n${paths.join("\n")}\n</svg>\n`,
);

function toPath(radius, line) {
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
function smooth(points) {
  const middles = points.map((point, index) => {
    const next = points[(index + 1) % points.length];
    return `${((point.x + next.x) / 2).toFixed(1)} ${((point.y + next.y) / 2).toFixed(1)}`;
  });
  return points.reduce(
    (path, point, index) => `${path}Q${point.x.toFixed(1)} ${point.y.toFixed(1)} ${middles[index]}`,
    `M${middles.at(-1)}`,
  );
}
