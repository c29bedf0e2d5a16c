import type { Context, SealedColumn } from "@minato/kit";
import { mailSettings } from "@minato/mail/config";
import "@minato/secrets/context";
import { findSiteAddress } from "@minato/settings/site";
import { createVapidKeys, type VapidKeys } from "@minato/web-push";

const PURPOSE = "push keys";
const ONLY = 1;

/** Where the private key lies. */
export const sealedPushKeys: SealedColumn = {
  table: "push_keys",
  key: ["id"],
  column: "private_key",
  purpose: PURPOSE,
  forget: "delete from push_keys",
};

/** The keys by which push services know this server, made at the first need. */
export async function loadPushKeys(ctx: Context): Promise<VapidKeys> {
  const stored = await findKeys(ctx);
  if (stored !== undefined) return stored;
  const { publicKey, privateKey } = createVapidKeys();
  // Of processes that make them at once, one is first and all use its keys.
  await ctx.db.$client.query(
    `insert into push_keys (id, created_at, public_key, private_key) values ($1, $2, $3, $4)
     on conflict (id) do nothing`,
    [ONLY, ctx.now(), publicKey, await ctx.vault.seal(PURPOSE, privateKey)],
  );
  const made = await findKeys(ctx);
  if (made === undefined) throw new Error("the push keys that were just stored are not there");
  return made;
}

/** Where the operators of push services reach ours. */
export function findPushSubject(ctx: Context): string {
  const { from } = ctx.config(mailSettings);
  if (from !== "") return `mailto:${from}`;
  const address = findSiteAddress(ctx);
  return address?.startsWith("https:") === true ? address : "https://minato.invalid";
}

async function findKeys({ db, vault }: Context): Promise<VapidKeys | undefined> {
  const { rows } = await db.$client.query<{ public_key: string; private_key: string }>(
    "select public_key, private_key from push_keys where id = $1",
    [ONLY],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return { publicKey: row.public_key, privateKey: await vault.open(PURPOSE, row.private_key) };
}
