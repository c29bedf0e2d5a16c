import { clsx } from "clsx";
import Link from "next/link";

interface Tab {
  href: string;
  name: string;
  /** Beside the name, where the tab stands for several things. */
  count?: string;
  isCurrent: boolean;
}

/** Tabs that are addresses; a row that scrolls by itself where there is little room. */
export function LinkTabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav aria-label={label} className="border-b border-line">
      <div className="edge-fade -mb-px flex gap-1 overflow-x-auto [scrollbar-width:none]">
        {tabs.map(({ href, name, count, isCurrent }) => (
          <Link
            key={href}
            href={href}
            replace
            scroll={false}
            aria-current={isCurrent ? "true" : undefined}
            className={clsx(
              "shrink-0 border-b-2 px-3 py-2 max-sm:px-2.5 font-medium pointer-coarse:py-2.5 focus-visible:rounded-sm focus-visible:-outline-offset-2",
              isCurrent
                ? "border-accent text-ink"
                : "border-transparent text-ink-soft hover:text-ink",
            )}
          >
            {name}
            {count === undefined ? null : (
              <span className="figures ml-1.5 text-small font-normal text-ink-faint">{count}</span>
            )}
          </Link>
        ))}
      </div>
    </nav>
  );
}
