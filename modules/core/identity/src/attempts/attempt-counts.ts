import type { Context } from "@minato/kit";

type CountContext = Pick<Context, "db" | "now">;

/** How long one waits after how many attempts: `first`, twice that, four times that … up to `cap`. */
export interface AttemptRule {
  /** Attempts that may follow each other at once. */
  free: number;
  firstSeconds: number;
  capSeconds: number;
}

/**
 * Counts an attempt before its outcome is known, so that many at once are bounded as well.
 * @returns 0 when it was counted; otherwise the seconds to wait, and nothing was counted
 */
export async function countAttempt(
  ctx: CountContext,
  key: Buffer,
  { free, firstSeconds, capSeconds }: AttemptRule,
): Promise<number> {
  const now = ctx.now();
  const { rowCount } = await ctx.db.$client.query(
    `insert into sign_in_attempts as known (key, count, attempted_at) values ($1, 1, $2)
     on conflict (key) do update
     set count = case when known.attempted_at <= $2::timestamptz - interval '1 day' then 1
                      else least(known.count + 1, 1000) end,
         attempted_at = $2
     where known.count < $3 or known.attempted_at + interval '1 second' *
       least($5::float8, $4::float8 * 2 ^ least(known.count - $3::int, 30)) <= $2`,
    [key, now, free, firstSeconds, capSeconds],
  );
  if (rowCount === 1) return 0;
  const { rows } = await ctx.db.$client.query<{ count: number; attemptedAt: Date }>(
    `select count, attempted_at as "attemptedAt" from sign_in_attempts where key = $1`,
    [key],
  );
  const [known] = rows;
  // It was cleared meanwhile: whoever comes a second later gets through.
  if (known === undefined) return 1;
  const wait = Math.min(capSeconds, firstSeconds * 2 ** Math.min(known.count - free, 30));
  const leftSeconds = wait - (now.getTime() - known.attemptedAt.getTime()) / 1000;
  return Math.max(1, Math.ceil(leftSeconds));
}

/** Takes an attempt that was none back, and the wait that it brought. */
export async function uncountAttempt(ctx: CountContext, key: Buffer): Promise<void> {
  await ctx.db.$client.query(
    `update sign_in_attempts
     set count = greatest(count - 1, 0), attempted_at = $2::timestamptz - interval '1 hour'
     where key = $1`,
    [key, ctx.now()],
  );
}

/** Starts counting anew. */
export async function clearAttempts(ctx: Pick<Context, "db">, key: Buffer): Promise<void> {
  await ctx.db.$client.query("delete from sign_in_attempts where key = $1", [key]);
}

/** Deletes counts that a day has passed over, and networks nobody came from for 90 days. */
export async function pruneAttempts(ctx: CountContext): Promise<void> {
  const now = ctx.now();
  await ctx.db.$client.query(
    "delete from sign_in_attempts where attempted_at <= $1::timestamptz - interval '1 day'",
    [now],
  );
  await ctx.db.$client.query(
    "delete from known_networks where used_at <= $1::timestamptz - interval '90 days'",
    [now],
  );
}
