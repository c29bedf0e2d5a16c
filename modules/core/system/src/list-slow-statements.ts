import type { Context } from "@minato/kit";
import { z } from "zod";

const MAX_STATEMENTS = 20;
const MAX_TEXT = 2000;

/** A statement that took PostgreSQL long, as pg_stat_statements counts it. */
export const SlowStatement = z.object({
  text: z.string().describe("Without the values"),
  calls: z.int(),
  meanMs: z.number(),
  maxMs: z.number(),
  totalMs: z.number(),
});

export const SlowStatements = z.object({
  isAvailable: z
    .boolean()
    .describe("False when the server does not load the extension pg_stat_statements"),
  items: z.array(SlowStatement).describe("Those that took most time altogether"),
});

/** The statements that took most time, where PostgreSQL counts them. */
export async function listSlowStatements(ctx: Context): Promise<z.output<typeof SlowStatements>> {
  const pool = ctx.db.$client;
  const { rows: found } = await pool.query<{ isAvailable: boolean }>(
    `select to_regclass('pg_stat_statements') is not null
       and current_setting('shared_preload_libraries') like '%pg_stat_statements%' as "isAvailable"`,
  );
  if (found[0]?.isAvailable !== true) return { isAvailable: false, items: [] };
  const { rows } = await pool.query<z.output<typeof SlowStatement>>(
    `select left(query, $1) as text, calls, mean_exec_time as "meanMs", max_exec_time as "maxMs",
       total_exec_time as "totalMs"
     from pg_stat_statements s join pg_database d on d.oid = s.dbid
     where d.datname = current_database() order by total_exec_time desc limit $2`,
    [MAX_TEXT, MAX_STATEMENTS],
  );
  return { isAvailable: true, items: rows };
}
