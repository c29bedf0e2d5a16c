import { ERROR_STATUS, type ErrorCode } from "@minato/kit";
import type { OpenAPI } from "@orpc/openapi";

type Responses = Record<string, OpenAPI.ResponseObject>;

/** When each code is answered, and under which name the document keeps that. */
const FAILURES = {
  BAD_REQUEST: ["BadRequest", "Malformed or out of range; `errors` names the fields"],
  UNAUTHORIZED: ["Unauthorized", "No credential, or an invalid one"],
  FORBIDDEN: ["Forbidden", "The scope is missing, or this is for people only"],
  NOT_FOUND: ["NotFound", "There is no such thing"],
  CONFLICT: ["Conflict", "It exists already, or cannot be done in this state"],
  GONE: ["Gone", "What was asked for is not kept any more"],
  PAYLOAD_TOO_LARGE: ["PayloadTooLarge", "The body is too large"],
  UNSUPPORTED_MEDIA_TYPE: ["UnsupportedMediaType", "Another `Content-Type` is expected"],
  TOO_MANY_REQUESTS: ["TooManyRequests", "Too many requests; `Retry-After` says when to come back"],
  SERVICE_UNAVAILABLE: [
    "ServiceUnavailable",
    "Starting, or something it needs is away; `Retry-After` says when to come back",
  ],
} as const satisfies Record<ErrorCode, readonly [name: string, description: string]>;

const RETRIED: ReadonlySet<ErrorCode> = new Set(["TOO_MANY_REQUESTS", "SERVICE_UNAVAILABLE"]);

const content = {
  "application/json": { schema: { $ref: "#/components/schemas/Error" } },
};

/** The body of every failure, as `toErrorBody` and `toProcedureErrorBody` write it. */
export const errorSchema: OpenAPI.SchemaObject = {
  type: "object",
  properties: {
    code: {
      type: "string",
      description: "INTERNAL_SERVER_ERROR is a bug, the log says more",
      examples: [...Object.keys(ERROR_STATUS), "INTERNAL_SERVER_ERROR"],
    },
    message: { type: "string", description: "One sentence for people" },
    errors: {
      type: "array",
      description: "What is wrong with which field of the input",
      items: {
        type: "object",
        properties: {
          field: { type: "string", description: "Its path, with dots" },
          message: { type: "string", description: "The rest of a sentence after the field" },
        },
        required: ["field", "message"],
      },
    },
  },
  required: ["code", "message"],
};

/** The answers that all operations share. */
export const failureResponses: Responses = {
  ...Object.fromEntries(
    Object.entries(FAILURES).map(([code, [name, description]]) => [
      name,
      {
        description,
        content,
        ...(RETRIED.has(code as ErrorCode) ? { headers: retryAfter() } : {}),
      },
    ]),
  ),
  Failure: {
    description: "Anything else: too many requests (429), a bug (500), not available (503)",
    content,
  },
};

/** Codes that an operation may answer, with its own words about them where it has some. */
export type Failures = Partial<Record<ErrorCode, string | undefined>>;

/** The answers of an operation that may fail so, by status. */
export function describeFailures(failures: Failures): Record<string, OpenAPI.ReferenceObject> {
  const answers = Object.entries(FAILURES).flatMap(([code, [name]]) => {
    if (!Object.hasOwn(failures, code)) return [];
    const status = ERROR_STATUS[code as ErrorCode];
    return [[status, refer(name, failures[code as ErrorCode])]];
  });
  return { ...Object.fromEntries(answers), default: refer("Failure") };
}

function refer(name: string, description?: string): OpenAPI.ReferenceObject {
  const $ref = `#/components/responses/${name}`;
  return description === undefined ? { $ref } : { $ref, description };
}

function retryAfter(): Record<string, OpenAPI.HeaderObject> {
  return { "Retry-After": { description: "Seconds", schema: { type: "integer" } } };
}
