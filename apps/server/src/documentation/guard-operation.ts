import type { Scope } from "@minato/kit";
import type { OpenAPI } from "@orpc/openapi";

/** Operations by path, then by method. */
export type Operations = Record<string, Record<string, OpenAPI.OperationObject>>;

/** Anyone may call it. */
export const OPEN = "open";

/** Who may call an operation: holders of a scope, whoever is signed in (undefined), or anyone. */
export type Access = Scope | typeof OPEN | undefined;

/** Says in an operation what a caller needs: for programs as its security, for readers in words. */
export function guardOperation(
  access: Access,
  operation: OpenAPI.OperationObject,
): OpenAPI.OperationObject {
  const roles = access === undefined || access === OPEN ? [] : [access];
  return {
    ...operation,
    description: [operation.description, describeAccess(access)].filter(Boolean).join("\n\n"),
    security: access === OPEN ? [] : [{ apiKey: roles }, { bearer: roles }],
  };
}

function describeAccess(access: Access): string {
  if (access === OPEN) return "Open to anyone.";
  return access === undefined ? "For whoever is signed in." : `Needs the permission \`${access}\`.`;
}
