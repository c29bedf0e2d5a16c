import { AppError, type ErrorCode } from "@minato/kit";
import { z } from "zod";

const ERROR_CODES: Record<number, ErrorCode> = {
  400: "BAD_REQUEST",
  401: "UNAUTHORIZED",
  403: "FORBIDDEN",
  404: "NOT_FOUND",
  409: "CONFLICT",
  422: "BAD_REQUEST",
  429: "TOO_MANY_REQUESTS",
};

const AuthError = z
  .object({ message: z.string(), code: z.string().optional() })
  .catch({ message: "Authentication failed" });

/** What better-auth calls an address that is still to be confirmed. */
const NOT_VERIFIED = "EMAIL_NOT_VERIFIED";

/** The failure that an answer of better-auth tells of. */
export async function toAuthFailure(response: Response): Promise<Error> {
  const { message, code: reason } = AuthError.parse(await response.json().catch(() => undefined));
  const code = ERROR_CODES[response.status];
  if (code === undefined) return new Error(`better-auth answered ${response.status}: ${message}`);
  const seconds = Number(response.headers.get("x-retry-after"));
  return new AppError(code, message, {
    ...(seconds > 0 ? { retryAfterSeconds: seconds } : {}),
    ...(reason === NOT_VERIFIED
      ? { errors: [{ field: "email", message: "is not confirmed" }] }
      : {}),
  });
}

/** `Cookie` as a browser would send it after an answer. */
export function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .join("; ");
}
