/** The parts of a long page beside them, where there is room for it. */
export function PartList({
  label,
  parts,
}: {
  label: string;
  parts: readonly { id: string; name: string }[];
}) {
  return (
    <nav
      aria-label={label}
      className="sticky top-[calc(var(--bar-height)+1.5rem)] h-fit max-xl:hidden"
    >
      <ul className="grid border-l border-line">
        {parts.map(({ id, name }) => (
          <li key={id}>
            <a
              href={`#${id}`}
              className="-ml-px block border-l border-transparent py-1 pl-4 text-small text-ink-soft hover:border-accent hover:text-ink"
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
