import { categoryName, parentCategory } from "@minato/torznab/categories";
import Link from "next/link";

import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { formatNumber } from "../../lib/format/format-number.ts";
import { formatSize } from "../../lib/format/format-size.ts";
import { t } from "../../lib/messages/translate.ts";
import { CatalogueLinks } from "./catalogue-links.tsx";
import { Fact, Facts } from "./facts.tsx";
import type { Torrent } from "./torrent-query.ts";

/** What is known of the torrent itself. */
export function TorrentFacts({ torrent }: { torrent: Torrent }) {
  const { size, fileCount, indexedAt, publishedAt, categories, infoHash, infoHashV2 } = torrent;
  return (
    <Panel title={t("torrent.facts")}>
      <Facts>
        <Fact name={t("torrent.size")}>
          {size === null ? (
            t("app.unknown")
          ) : (
            <span className="figures" title={`${formatNumber(size)} B`}>
              {formatSize(size)}
            </span>
          )}
        </Fact>
        {fileCount === 0 ? null : (
          <Fact name={t("torrent.fileCount")}>
            <span className="figures">{formatNumber(fileCount)}</span>
          </Fact>
        )}
        <Fact name={t("torrent.indexed")}>
          <RelativeTime value={indexedAt} />
        </Fact>
        {publishedAt === null ? null : (
          <Fact name={t("torrent.published")}>
            <RelativeTime value={publishedAt} />
          </Fact>
        )}
        {categories.length === 0 ? null : (
          <Fact name={t("torrent.categories")}>
            <ul>
              {mostSpecific(categories).map((category) => (
                <li key={category}>
                  <Link
                    href={`/?category=${category}`}
                    className="rounded-sm hover:text-accent hover:underline pointer-coarse:block pointer-coarse:py-1"
                  >
                    {categoryName(category)?.replace("/", " › ") ?? category}
                  </Link>
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <CatalogueLinks torrent={torrent} />
        <Fact name={t("torrent.infoHash")}>
          <code className="font-mono text-caption leading-5 select-all">{infoHash}</code>
        </Fact>
        {infoHashV2 === undefined ? null : (
          <Fact name={t("torrent.infoHashV2")}>
            <code className="font-mono text-caption leading-5 select-all">{infoHashV2}</code>
          </Fact>
        )}
      </Facts>
    </Panel>
  );
}

/** Leaves out a parent whose child is there: the child's name says both. */
function mostSpecific(categories: readonly number[]): readonly number[] {
  const parents = new Set(
    categories.filter((id) => parentCategory(id) !== id).map((id) => parentCategory(id)),
  );
  return categories.filter((id) => !parents.has(id));
}
