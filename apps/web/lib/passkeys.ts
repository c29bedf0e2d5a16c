/** Passkeys in the browser (Web Authentication Level 3). */

import { get, post } from "./auth-request.ts";

/** The person closed the browser's window for passkeys. */
export class PasskeyCancelled extends Error {
  override readonly name = "PasskeyCancelled";
}

/** True where this browser can use passkeys of the domain on this page. */
export function canUsePasskeys(domain: string): boolean {
  if (typeof window === "undefined" || !window.isSecureContext) return false;
  const { hostname } = window.location;
  const isOfDomain = hostname === domain || hostname.endsWith(`.${domain}`);
  return (
    isOfDomain && typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === "function"
  );
}

/** Signs in with a passkey the person chooses. Throws `PasskeyCancelled`, or `RequestError`. */
export async function signInWithPasskey(): Promise<void> {
  const options = await get("passkey/generate-authenticate-options");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  const response = await ask(() =>
    navigator.credentials.get({ publicKey: { ...publicKey, userVerification: "required" } }),
  );
  await post("passkey/verify-authentication", { response });
}

/** Adds a passkey to one's account. Throws `PasskeyCancelled`, or `RequestError`. */
export async function addPasskey(name: string): Promise<void> {
  const options = await get("passkey/generate-register-options");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  const response = await ask(() => navigator.credentials.create({ publicKey }));
  await post("passkey/verify-registration", { response, name });
}

/** Takes a passkey out of one's account. */
export async function removePasskey(id: string): Promise<void> {
  await post("passkey/delete-passkey", { id });
}

async function ask(open: () => Promise<Credential | null>): Promise<unknown> {
  try {
    const credential = await open();
    if (credential instanceof PublicKeyCredential) return credential.toJSON();
  } catch (error) {
    // Closing the window, waiting too long and having no passkey are told alike, on purpose.
    if (!(error instanceof DOMException)) throw error;
    throw new PasskeyCancelled(error.message, { cause: error });
  }
  throw new PasskeyCancelled("no passkey was chosen");
}
