import { get, post } from "./auth-request.ts";
import { serverPath } from "./base-path.ts";
import { readField } from "./read-field.ts";

/** What followed a right password. */
export type SignInStep = "done" | "code";

/**
 * Starts a session, or asks for the code of the second factor; throws `RequestError` with status
 * 401 when e-mail and password do not match, 403 when the address is still to be confirmed.
 */
export async function signIn(credentials: {
  email: string;
  password: string;
}): Promise<SignInStep> {
  const answer = await post("sign-in/email", credentials);
  const isHalf = typeof answer === "object" && answer !== null && "twoFactorRedirect" in answer;
  return isHalf ? "code" : "done";
}

/** A code of the second step: six digits of an app, or a recovery code. */
export interface SecondFactor {
  code: string;
  trustDevice: boolean;
}

/** Ends the second step of a sign-in; throws `RequestError` with status 401 for a wrong code. */
export async function verifyCode({ code, trustDevice }: SecondFactor): Promise<void> {
  const plain = code.replaceAll(" ", "");
  const kind = /^\d{6}$/.test(plain) ? "verify-totp" : "verify-backup-code";
  await post(`two-factor/${kind}`, { code: plain, trustDevice });
}

/** Leaves for the OpenID Connect provider; comes back to `next`. */
export async function signInElsewhere(next: `/${string}`): Promise<void> {
  const answer = await post("sign-in/social", {
    provider: "oidc",
    callbackURL: serverPath(next),
    errorCallbackURL: serverPath("/sign-in"),
  });
  window.location.assign(readText(answer, "url"));
}

/** Asks for a link to choose a new password; answers alike whoever has an account. */
export async function requestReset(email: string): Promise<void> {
  await post("request-password-reset", { email });
}

/** Sets a new password with the token of a link. */
export async function resetPassword(input: { token: string; newPassword: string }): Promise<void> {
  await post("reset-password", input);
}

/** Sends the link that confirms an address again. */
export async function sendVerification(email: string): Promise<void> {
  await post("send-verification-email", { email });
}

/** Confirms an address with the token of a link. */
export async function verifyEmail(token: string): Promise<void> {
  await get(`verify-email?token=${encodeURIComponent(token)}`);
}

/** Changes one's name. */
export async function changeName(name: string): Promise<void> {
  await post("update-user", { name });
}

/** Changes one's password and signs all other devices out. */
export async function changePassword(input: {
  currentPassword: string;
  newPassword: string;
}): Promise<void> {
  await post("change-password", input);
}

/** Asks for links that change one's address. */
export async function changeEmail(input: {
  newEmail: string;
  currentPassword?: string;
}): Promise<void> {
  await post("change-email", input);
}

/** What an authenticator app is set up with. */
export interface TwoFactorSetup {
  /** `otpauth:` address for the QR code. */
  uri: string;
  recoveryCodes: string[];
}

/** Prepares the second factor; nothing changes before the first code. */
export async function prepareTwoFactor(password: string | undefined): Promise<TwoFactorSetup> {
  const answer = await post("two-factor/enable", { password });
  return { uri: readText(answer, "totpURI"), recoveryCodes: readTexts(answer, "backupCodes") };
}

/** Turns the second factor off. */
export async function disableTwoFactor(password: string | undefined): Promise<void> {
  await post("two-factor/disable", { password });
}

/** New recovery codes; the old ones end. */
export async function renewRecoveryCodes(password: string | undefined): Promise<string[]> {
  return readTexts(await post("two-factor/generate-backup-codes", { password }), "backupCodes");
}

function readText(answer: unknown, name: string): string {
  const value = readField(answer, name);
  if (typeof value !== "string") throw new Error(`${name} is missing in the answer`);
  return value;
}

function readTexts(answer: unknown, name: string): string[] {
  const value = readField(answer, name);
  if (!Array.isArray(value)) throw new Error(`${name} is missing in the answer`);
  return value.map(String);
}
