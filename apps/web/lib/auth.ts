import { RequestError } from "./api-error.ts";
import { serverPath } from "./base-path.ts";

/** Starts a session; throws `RequestError` with status 401 when e-mail and password do not match. */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  await post("/api/auth/sign-in/email", credentials);
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await post("/api/auth/sign-out", {});
}

async function post(path: `/${string}`, body: object): Promise<void> {
  const response = await fetch(serverPath(path), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await RequestError.of(response);
}
