import { ERROR_STATUS, type Scope } from "@minato/kit";
import { OpenAPIGenerator, type OpenAPI } from "@orpc/openapi";
import { traverseContractProcedures, type AnyRouter } from "@orpc/server";
import { ZodToJsonSchemaConverter } from "@orpc/zod/zod4";

import { extraPaths } from "../extra-paths.ts";
import { version } from "../version.ts";
import { documentTags } from "./document-tags.ts";
import { describeFailures, errorSchema, failureResponses, type Failures } from "./failures.ts";
import { guardOperation, OPEN, type Access, type Operations } from "./guard-operation.ts";
import { namedSchemas } from "./named-schemas.ts";
import { tidyParameter, tidySchemas } from "./tidy-schemas.ts";

const METHODS = ["get", "put", "post", "delete", "patch"] as const;

const DESCRIPTION = `Everything is JSON and lies below \`/api/v1\`. Programs send a key as
\`X-Api-Key\` or \`Authorization: Bearer\`; make one under _Keys & feeds_. On this page your session
counts as well, so that you can try everything that you may do: each operation says which permission
it needs. Lists take \`limit\` and \`cursor\` and answer \`{items, nextCursor}\`. New fields and
operations may appear, what is there stays.

[Guide to the API](../docs/api)`;

/** What clients and the page of the API read. */
export interface ApiDocument extends Omit<OpenAPI.Document, "paths"> {
  paths: Operations;
}

/** What the router knows of an operation and the generator does not write. */
interface Procedure {
  failures: Failures;
  access: Access;
}

/** Describes every procedure and the routes beside them (OpenAPI 3.1). */
export async function generateDocument(router: AnyRouter): Promise<ApiDocument> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
  const document = await generator.generate(router, {
    info: { title: "Minato", version, description: DESCRIPTION },
    servers: [{ url: "./" }],
    tags: [...documentTags],
    components: {
      securitySchemes: {
        apiKey: { type: "apiKey", in: "header", name: "X-Api-Key" },
        bearer: {
          type: "http",
          scheme: "bearer",
          description: "A key, or the access token of a person (`POST /auth/login`)",
        },
      },
    },
    commonSchemas: namedSchemas,
  });
  const { components } = document;
  const procedures = readProcedures(router);
  return tidySchemas({
    ...document,
    paths: { ...describePaths(document.paths ?? {}, procedures), ...extraPaths },
    components: {
      ...components,
      schemas: { Error: errorSchema, ...components?.schemas },
      responses: failureResponses,
    },
  });
}

function readProcedures(router: AnyRouter): Map<string, Procedure> {
  const procedures = new Map<string, Procedure>();
  traverseContractProcedures({ router, path: [] }, ({ contract, path }) => {
    const { errorMap, meta } = contract["~orpc"];
    const { scope, isOpen } = meta as { scope?: Scope; isOpen?: boolean };
    procedures.set(path.join("."), {
      failures: Object.fromEntries(
        Object.keys(errorMap)
          .filter((code) => Object.hasOwn(ERROR_STATUS, code))
          .map((code) => [code, errorMap[code]?.message]),
      ),
      access: isOpen === true ? OPEN : scope,
    });
  });
  return procedures;
}

function describePaths(
  paths: OpenAPI.PathsObject,
  procedures: ReadonlyMap<string, Procedure>,
): Operations {
  const described = Object.entries(paths).map(([path, item = {}]) => {
    const operations = METHODS.flatMap((method) => {
      const operation = item[method];
      const procedure = procedures.get(operation?.operationId ?? "");
      if (operation === undefined || procedure === undefined) return [];
      return [[method, describeOperation(operation, procedure)]];
    });
    return [path, Object.fromEntries(operations)];
  });
  return Object.fromEntries(described);
}

function describeOperation(
  operation: OpenAPI.OperationObject,
  { failures, access }: Procedure,
): OpenAPI.OperationObject {
  const { parameters, requestBody, responses = {} } = operation;
  const hasInput = parameters !== undefined || requestBody !== undefined;
  const successes = Object.entries(responses).filter(([status]) => status < "400");
  return guardOperation(access, {
    ...operation,
    ...(parameters === undefined ? {} : { parameters: parameters.map(tidyParameter) }),
    responses: {
      ...Object.fromEntries(
        successes.map(([status, answer]) => [status, nameSuccess(status, answer)]),
      ),
      ...describeFailures({
        ...(hasInput ? { BAD_REQUEST: undefined } : {}),
        ...(access === OPEN ? {} : { UNAUTHORIZED: undefined, FORBIDDEN: undefined }),
        ...failures,
      }),
    },
  });
}

/** An answer without a body has no content to describe. */
function nameSuccess(
  status: string,
  answer: OpenAPI.ResponseObject | OpenAPI.ReferenceObject,
): OpenAPI.ResponseObject | OpenAPI.ReferenceObject {
  if (status === "204") return { description: "Done; there is no body" };
  return status === "202" ? { ...answer, description: "Accepted; it is done later" } : answer;
}
