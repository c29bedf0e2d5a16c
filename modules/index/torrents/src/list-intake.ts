import type { Context } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { OUTCOMES } from "./source-tally.ts";

/** How far back one may look, and in which steps; what is stored has steps of five minutes. */
const SPANS = {
  hour: { steps: 12, stepSeconds: 300 },
  day: { steps: 96, stepSeconds: 900 },
  week: { steps: 84, stepSeconds: 7200 },
} as const;

export const IntakeInput = z.object({
  span: z.enum(["hour", "day", "week"]).default("hour"),
});

const Count = z.int();

export const Intake = z.object({
  stepSeconds: z.int(),
  items: z
    .array(
      z.object({
        at: z.iso.datetime().describe("Start of the step"),
        inserted: Count,
        updated: Count,
        unchanged: Count,
        blocked: Count,
        rejected: Count,
      }),
    )
    .describe("From the oldest step to the one that is not over yet, without gaps"),
});

type Row = { at: Date } & Record<(typeof OUTCOMES)[number], number>;

/** What all sources together sent lately, step by step. */
export async function listIntake(
  ctx: Context,
  { span }: z.output<typeof IntakeInput>,
): Promise<z.output<typeof Intake>> {
  await ctx.torrents.sourceActivity.flush();
  const { steps, stepSeconds } = SPANS[span];
  const stepMs = stepSeconds * 1000;
  const newest = Math.floor(ctx.now().getTime() / stepMs) * stepMs;
  const { rows } = await ctx.db.$client.query<Row>(SELECT, [
    new Date(newest - (steps - 1) * stepMs),
    new Date(newest),
    `${stepSeconds} seconds`,
  ]);
  const items = rows.map(({ at, ...counts }) => ({ at: at.toISOString(), ...counts }));
  return { stepSeconds, items };
}

const SELECT = `
with counted as (
  select date_bin($3::interval, at, $1::timestamptz) as at,
    ${OUTCOMES.map((outcome) => `sum(${outcome})::int8 as ${outcome}`).join(", ")}
  from source_history where at >= $1 and at < $2::timestamptz + $3::interval group by 1
)
select step as at, ${OUTCOMES.map((outcome) => `coalesce(${outcome}, 0)::int8 as ${outcome}`).join(", ")}
from generate_series($1::timestamptz, $2::timestamptz, $3::interval) as step
left join counted on counted.at = step order by step`;
