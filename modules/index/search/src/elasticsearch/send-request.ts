import { errors, type Client } from "@opensearch-project/opensearch";

import { ClusterRefusalError, ClusterUnavailableError } from "../cluster/cluster-index.ts";

/** How people name the server. */
export const NAME = "Elasticsearch";

/** A request; a list as body goes out as lines of JSON. */
export interface ElasticRequest {
  method: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  path: string;
  query?: Record<string, string>;
  body?: object | readonly object[];
  timeoutMs?: number;
  /** Answered as undefined when the server does not know what is asked for. */
  mayBeAbsent?: boolean;
}

const TIMEOUT_MS = 60_000;
const NOT_FOUND = 404;
const BAD_REQUEST = 400;

/**
 * Sends a request through the client, which picks the node and keeps its connections.
 * @throws {ClusterUnavailableError} when there is no answer, or one that a later try may not get
 */
export async function sendRequest(client: Client, request: ElasticRequest): Promise<unknown> {
  const { method, path, query, body, timeoutMs = TIMEOUT_MS, mayBeAbsent = false } = request;
  const content = isLines(body) ? { bulkBody: [...body] } : { ...(body && { body }) };
  try {
    const response = await client.transport.request(
      { method, path, ...(query && { querystring: query }), ...content },
      { requestTimeout: timeoutMs, maxRetries: 0 },
    );
    return response.body as unknown;
  } catch (error) {
    const status = error instanceof errors.ResponseError ? error.statusCode : undefined;
    if (status === NOT_FOUND && mayBeAbsent) return undefined;
    // Errors of the client hold the whole request, credentials included: only their text goes on.
    const reason = error instanceof Error ? error.message : String(error);
    // The request itself is wrong; no other failure is about what was asked.
    if (status === BAD_REQUEST) throw new ClusterRefusalError(NAME, reason);
    throw new ClusterUnavailableError(NAME, reason);
  }
}

function isLines(body: ElasticRequest["body"]): body is readonly object[] {
  return Array.isArray(body);
}
