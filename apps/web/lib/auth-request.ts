import { RequestError } from "./api-error.ts";
import { serverPath } from "./base-path.ts";

/** Calls an endpoint of sign-in. */
export async function get(endpoint: string): Promise<unknown> {
  return read(await fetch(serverPath(`/api/auth/${endpoint}`)));
}

/** Calls an endpoint of sign-in with a body. */
export async function post(endpoint: string, body: object): Promise<unknown> {
  const response = await fetch(serverPath(`/api/auth/${endpoint}`), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return read(response);
}

async function read(response: Response): Promise<unknown> {
  if (!response.ok) throw await RequestError.of(response);
  return response.json();
}
