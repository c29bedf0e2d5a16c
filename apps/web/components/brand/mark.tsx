/** The mark: two arches of a harbour, an "m", with the light above the middle pier. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 24 24" fill="none">
      <path
        d="M3.5 20.5v-6.75a4.25 4.25 0 0 1 8.5 0v3.5m0-3.5a4.25 4.25 0 0 1 8.5 0v6.75"
        stroke="currentColor"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="12" cy="4.5" r="2.5" fill="var(--beacon)" />
    </svg>
  );
}
