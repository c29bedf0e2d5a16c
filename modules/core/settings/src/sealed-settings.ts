import type { Context, SealedColumn, Settings } from "@minato/kit";
import "@minato/secrets/context";
import { VaultError } from "@minato/vault";
import { z } from "zod";

import { findField, isSecret, type StoredSetting } from "./stored-settings.ts";

const PURPOSE = "settings";

/** Where values of secret settings lie. */
export const sealedSettings: SealedColumn = {
  table: "settings",
  key: ["module", "name"],
  column: "value",
  isJson: true,
  purpose: PURPOSE,
  forget: "delete from settings where value ? 'sealed'",
};

const SealedValue = z.strictObject({ sealed: z.string() });

/** A secret value as it is stored. */
export async function sealValue(
  { vault }: Pick<Context, "vault">,
  value: unknown,
): Promise<z.output<typeof SealedValue>> {
  return { sealed: await vault.seal(PURPOSE, JSON.stringify(value)) };
}

/** Stored settings with the values of secret ones; one that cannot be opened is left out. */
export async function openStored(
  { vault, log }: Pick<Context, "vault" | "log">,
  list: readonly Settings[],
  rows: readonly StoredSetting[],
): Promise<StoredSetting[]> {
  const opened: StoredSetting[] = [];
  for (const row of rows) {
    const { module, name } = row;
    const schema = list.find((settings) => settings.name === module)?.schema;
    const type = schema === undefined ? undefined : findField(schema, name);
    const value = SealedValue.safeParse(row.value);
    if (type === undefined || !isSecret(type) || !value.success) {
      opened.push(row);
      continue;
    }
    try {
      const text = await vault.open(PURPOSE, value.data.sealed);
      opened.push({ ...row, value: JSON.parse(text) });
    } catch (error) {
      if (!(error instanceof VaultError)) throw error;
      log.warn({ module, name, err: error }, "secret setting cannot be read, using the default");
    }
  }
  return opened;
}
