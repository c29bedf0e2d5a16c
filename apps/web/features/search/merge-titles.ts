import type { ApiOutputs } from "../../lib/orpc.ts";

type TitlePage = ApiOutputs["search"]["titles"];
/** All releases of one work that were found so far. */
export type TitleGroup = TitlePage["items"][number];
type Quality = TitleGroup["qualities"][number];

/** Joins what several answers found of the same work, in the order of its first release. */
export function mergeTitles(pages: readonly Pick<TitlePage, "items">[]): TitleGroup[] {
  const groups = new Map<string, TitleGroup>();
  for (const group of pages.flatMap(({ items }) => items)) {
    const known = groups.get(group.key);
    groups.set(group.key, known === undefined ? group : join(known, group));
  }
  return [...groups.values()];
}

function join(known: TitleGroup, more: TitleGroup): TitleGroup {
  const qualities = new Map(known.qualities.map((quality) => [quality.resolution, quality]));
  for (const quality of more.qualities) {
    const before = qualities.get(quality.resolution);
    qualities.set(
      quality.resolution,
      before === undefined ? quality : joinQuality(before, quality),
    );
  }
  return {
    ...known,
    count: known.count + more.count,
    qualities: [...qualities.values()].toSorted((a, b) => linesOf(b) - linesOf(a)),
  };
}

function joinQuality(known: Quality, more: Quality): Quality {
  const isBetter =
    worthOf(more) > worthOf(known) ||
    (known.best.verdict === "fake" && more.best.verdict !== "fake");
  const isWorse = known.best.verdict !== "fake" && more.best.verdict === "fake";
  return {
    ...known,
    count: known.count + more.count,
    best: isBetter && !isWorse ? more.best : known.best,
  };
}

function worthOf({ best }: Quality): number {
  return best.seeders ?? -1;
}

function linesOf({ resolution }: Quality): number {
  return resolution === null ? 0 : Number.parseInt(resolution, 10);
}
