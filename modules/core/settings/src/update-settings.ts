import { isDeepStrictEqual } from "node:util";

import { recordAudit } from "@minato/audit/record-audit";
import { transaction } from "@minato/database";
import { AppError, type Context, type FieldError, type Principal } from "@minato/kit";
import { z } from "zod";

import "./context.ts";
import { sealValue } from "./sealed-settings.ts";
import { findField, isSecret, messageOf } from "./stored-settings.ts";

const MAX_VALUE_LENGTH = 64 * 1024;

/** A setting by the names under which `GET /admin/config` lists it. */
export const SettingChange = z.object({
  module: z.string().max(100),
  name: z.string().max(100),
  /** Absent: back to the default. */
  value: z.unknown().optional(),
});

export const SettingsUpdate = z.object({
  changes: z.array(SettingChange).min(1).max(200),
});

type Change = z.output<typeof SettingChange>;

interface Caller {
  principal: Principal | undefined;
  address: string | undefined;
}

/** Stores new values, all or none, and uses them in this process at once. */
export async function updateSettings(
  ctx: Context,
  caller: Caller,
  { changes }: z.output<typeof SettingsUpdate>,
): Promise<void> {
  const problems = findProblems(ctx, changes);
  if (problems.length > 0) {
    throw new AppError("BAD_REQUEST", "A setting does not allow this value", { errors: problems });
  }
  await transaction(ctx.db.$client, async (client) => {
    for (const { module, name, value } of changes) {
      const isSealed = value !== undefined && isHidden(ctx, module, name);
      const stored = isSealed ? await sealValue(ctx, value) : value;
      const { rows } = await client.query<{ value: unknown }>(
        "select value from settings where module = $1 and name = $2 for update",
        [module, name],
      );
      // What is the same is no change to be told of; two sealed texts always differ.
      if (isDeepStrictEqual(rows[0]?.value, stored)) continue;
      await client.query(
        value === undefined
          ? "delete from settings where module = $1 and name = $2"
          : `insert into settings (module, name, value, updated_at) values ($1, $2, $3, $4)
             on conflict (module, name) do update
             set value = excluded.value, updated_at = excluded.updated_at`,
        value === undefined ? [module, name] : [module, name, JSON.stringify(stored), ctx.now()],
      );
      const show = (one: unknown) =>
        one !== undefined && isHidden(ctx, module, name) ? "[secret]" : one;
      await recordAudit(
        ctx,
        {
          ...caller,
          action: "config.update",
          object: `${module}.${name}`,
          before: show(rows[0]?.value),
          after: show(value),
        },
        client,
      );
    }
  });
  await ctx.settings.refresh();
}

/** Checks each value by itself, then each module's values together. */
function findProblems(ctx: Context, changes: readonly Change[]): FieldError[] {
  const problems = changes.flatMap((change) => {
    const message = findProblem(ctx, change);
    return message === undefined ? [] : [{ field: nameOf(change), message }];
  });
  const names = changes.map(nameOf);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) problems.push({ field: twice, message: "is given twice" });
  if (problems.length > 0) return problems;
  return ctx.settings.list.flatMap((settings) => {
    const own = changes.filter(({ module }) => module === settings.name);
    if (own.length === 0) return [];
    const together: Record<string, unknown> = { ...ctx.settings.getStored(settings) };
    for (const { name, value } of own) together[name] = value;
    const result = settings.schema.safeParse(together);
    return result.success
      ? []
      : result.error.issues.map(({ path, message }) => ({
          field: [settings.name, ...path].join("."),
          message,
        }));
  });
}

function findProblem(ctx: Context, { module, name, value }: Change): string | undefined {
  const settings = ctx.settings.list.find((one) => one.name === module);
  if (settings === undefined) return "no module has settings of this name";
  const type = findField(settings.schema, name);
  if (type === undefined) return "there is no such setting";
  if (value === undefined) return undefined;
  if (JSON.stringify(value).length > MAX_VALUE_LENGTH) return "is too long";
  const result = type.safeParse(value);
  return result.success ? undefined : messageOf(result.error);
}

function isHidden(ctx: Context, module: string, name: string): boolean {
  const settings = ctx.settings.list.find((one) => one.name === module);
  const type = settings === undefined ? undefined : findField(settings.schema, name);
  return type !== undefined && isSecret(type);
}

function nameOf({ module, name }: Change): string {
  return `${module}.${name}`;
}
