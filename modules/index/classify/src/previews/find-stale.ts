import type { Context } from "@minato/kit";
import { unpackFiles } from "@minato/torrents/file-list";

import { loadClassificationState } from "../rules/rule-book.ts";
import { listExtensions, type RuleSet } from "../rules/rule-set.ts";
import { CLASSIFIER_VERSION } from "../write-attributes.ts";

/** What decides whether a torrent must be read anew, without reading it. */
interface Candidate {
  id: number;
  title: string;
  size: number | null;
  /** Null when its name was never read. */
  version: number | null;
  rulesVersion: number | null;
  ruleIds: number[] | null;
  files: Buffer | null;
  sources: string[] | null;
}

const SELECT = `
select t.id, t.title, t.size, a.version, a.rules_version as "rulesVersion",
  a.rule_ids as "ruleIds", case when $2 then f.files end as files,
  case when $3 then (select array_agg(n.name) from torrent_sources s
    join sources n on n.id = s.source_id where s.torrent_id = t.id) end as sources
from torrents t
left join torrent_attributes a on a.torrent_id = t.id
left join torrent_files f on $2 and f.torrent_id = t.id
where t.id = any($1::int[])`;

/**
 * Those of the torrents that another version of the parser read, or whose rules changed since in a
 * way that might matter to them. Looking costs a hundredth of reading.
 */
export async function findStale(
  ctx: Context,
  torrentIds: readonly number[],
  rules: RuleSet,
): Promise<number[]> {
  const { checkedParserVersion, checkedRulesVersion } = await loadClassificationState(
    ctx.db.$client,
  );
  const { rows } = await ctx.db.$client.query<Candidate>({
    name: "classify-candidates",
    text: SELECT,
    values: [torrentIds, rules.needsFiles, rules.needsSources],
  });
  const isStale = (row: Candidate) => {
    if (row.version === null) return true;
    if (Math.max(row.version, checkedParserVersion) < CLASSIFIER_VERSION) return true;
    const since = Math.max(row.rulesVersion ?? 0, checkedRulesVersion);
    if (since >= rules.version) return false;
    const subject = {
      name: row.title,
      size: row.size,
      extensions: () => listExtensions(row.title, row.files === null ? [] : unpackFiles(row.files)),
      sources: row.sources ?? [],
    };
    return rules.couldChange(subject, since, row.ruleIds ?? []);
  };
  return rows.filter(isStale).map(({ id }) => id);
}
