import type { SealedColumn } from "@minato/kit";

/** Seeds are sealed for this. */
export const SEED_PURPOSE = "two-factor seeds";
/** Recovery codes are sealed for this. */
export const CODE_PURPOSE = "recovery codes";

const place = {
  table: "two_factors",
  key: ["id"],
  forget: `with gone as (delete from two_factors)
    update users set two_factor_enabled = false where two_factor_enabled`,
};

/** Where seeds and recovery codes lie. */
export const sealedTwoFactors: readonly SealedColumn[] = [
  { ...place, column: "secret", purpose: SEED_PURPOSE },
  { ...place, column: "backup_codes", purpose: CODE_PURPOSE },
];
