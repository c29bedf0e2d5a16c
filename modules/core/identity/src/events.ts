import { defineEvent } from "@minato/kit";

/** What a person can change about the ways to sign in. */
export const ACCOUNT_CHANGES = [
  "password",
  "emailRequest",
  "twoFactorOn",
  "twoFactorOff",
  "recoveryCodes",
  "passkeyAdded",
  "passkeyRemoved",
] as const;

/** What a person changed about the ways to sign in. */
export type AccountChange = (typeof ACCOUNT_CHANGES)[number];

/** Somebody signed in from where the account was not known; the first sign-in of all is not one. */
export const signedInFromNewDevice = defineEvent<{
  userId: string;
  /** Different for each sign-in. */
  id: string;
  device: string;
  address: string;
}>("identity.signedInFromNewDevice");

/** The ways in which a person signs in changed. */
export const accountChanged = defineEvent<{ userId: string; change: AccountChange }>(
  "identity.accountChanged",
);

/** An administrator made a key. */
export const apiKeyCreated = defineEvent<{
  id: number;
  name: string;
  /** Its first characters. */
  prefix: string;
  /** The name of who made it. */
  by: string;
}>("identity.apiKeyCreated");

/** A person's data is gathered; modules above add theirs. */
export interface AccountExported {
  userId: string;
  add: (name: string, value: unknown) => void;
}

/** A person takes their data along. */
export const accountExported = defineEvent<AccountExported>("identity.accountExported");
