import { describeIssue } from "./describe-issue.ts";
import { translateRefusal } from "./messages/translate-refusal.ts";
import { t } from "./messages/translate.ts";
import { readField } from "./read-field.ts";

/** What is wrong with one field of a request. */
export interface FieldError {
  field: string;
  message: string;
}

/** Its names of permissions and steps of its start are for programs. */
const ABOUT_PERMISSION = /^This needs the permission "/;
const ABOUT_START = /^Minato is starting: /;

/** A refusal of the server, of a procedure or of another request: sign-in, sign-out, uploads. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  /** What the server says besides, such as which fields are wrong. */
  readonly data: unknown;

  constructor(status: number, code: string, message: string, data?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.data = data;
  }

  /** The refusal a body tells of: `{code, message, status, data}`, or nothing a proxy could say. */
  static async from(status: number, english: unknown): Promise<RequestError> {
    const body = await translateRefusal(english);
    // A stream that has begun has the status of success.
    const own = readField(body, "status");
    return new RequestError(
      typeof own === "number" ? own : status,
      readText(body, "code") ?? "UNKNOWN",
      readText(body, "message") ?? "",
      readField(body, "data"),
    );
  }

  /** Reads the refusal out of a response. */
  static async of(response: Response): Promise<RequestError> {
    const text = await response.text();
    const isJson = response.headers.get("content-type")?.includes("json") ?? false;
    return RequestError.from(response.status, isJson ? JSON.parse(text) : {});
  }
}

/** The HTTP status of a failed request, `undefined` when no answer came. */
export function errorStatus(error: unknown): number | undefined {
  return error instanceof RequestError ? error.status : undefined;
}

/** True when the session is missing or has ended. */
export function isUnauthorized(error: unknown): boolean {
  return errorStatus(error) === 401;
}

/** One sentence for the person in front of the screen. */
export function describeError(error: unknown): string {
  const status = errorStatus(error);
  if (status === undefined) return t("error.unreachable");
  if (status === 401) return t("error.signedOut");
  if (status === 403) return messageOf(error, ABOUT_PERMISSION) ?? t("error.forbidden");
  if (status === 413) return t("error.tooLarge");
  if (status === 429) return messageOf(error) ?? t("error.tooMany");
  if (status === 503) return messageOf(error, ABOUT_START) ?? t("error.starting");
  if (status >= 500) return t("error.server");
  return messageOf(error) ?? t("error.server");
}

/** What the server said, such as how long to wait, unless the page has better words for it. */
function messageOf(error: unknown, known?: RegExp): string | undefined {
  if (!(error instanceof Error) || error.message === "") return undefined;
  return known?.test(error.message) === true ? undefined : error.message;
}

/** What the server said about single fields of a refused request. */
export function fieldErrors(error: unknown): FieldError[] {
  if (!(error instanceof RequestError)) return [];
  const { data } = error;
  if (typeof data !== "object" || data === null) return [];
  const list = "errors" in data ? data.errors : "issues" in data ? data.issues : undefined;
  return Array.isArray(list) ? list.flatMap(toFieldError) : [];
}

function toFieldError(entry: unknown): FieldError[] {
  if (typeof entry !== "object" || entry === null) return [];
  if (!("message" in entry) || typeof entry.message !== "string") return [];
  if ("field" in entry && typeof entry.field === "string") {
    return [{ field: entry.field, message: toSentence(entry.message) }];
  }
  if ("path" in entry && Array.isArray(entry.path)) {
    const message = describeIssue(entry) ?? toSentence(entry.message);
    return [{ field: entry.path.join("."), message }];
  }
  return [];
}

/** What the server says behind the name of a field, as it stands below that field. */
function toSentence(message: string): string {
  const text = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function readText(body: unknown, name: "code" | "message"): string | undefined {
  const value = readField(body, name);
  return typeof value === "string" ? value : undefined;
}
