/** Depth contours as on a nautical chart, in the current colour; purely ornamental. */
export function Contours({ className }: { className: string }) {
  return <div aria-hidden className={`contours ${className}`} />;
}
