/** What a request is made of besides its path. */
export interface ApiRequest {
  method?: string;
  key?: string | undefined;
  headers?: Record<string, string>;
  /** Sent as it is. */
  body?: RequestInit["body"];
  /** Sent as JSON. */
  json?: unknown;
}

/** An answer with its whole body. */
export interface ApiAnswer {
  status: number;
  headers: Headers;
  text: string;
  /** The body as JSON, undefined when it is of another type. */
  json: unknown;
}

/** Makes a function that calls the server at an address, with one key unless told otherwise. */
export function createCaller(
  url: string,
  defaultKey: string | undefined,
  defaultHeaders: Record<string, string> = {},
) {
  return async function callApi(path: string, request: ApiRequest = {}): Promise<ApiAnswer> {
    const { json, body = json === undefined ? undefined : JSON.stringify(json) } = request;
    const key = "key" in request ? request.key : defaultKey;
    const response = await fetch(url + path, {
      method: request.method ?? (body === undefined ? "GET" : "POST"),
      headers: {
        ...(key === undefined ? {} : { "x-api-key": key }),
        ...(json === undefined ? {} : { "content-type": "application/json" }),
        ...defaultHeaders,
        ...request.headers,
      },
      redirect: "manual",
      ...(body === undefined ? {} : { body, duplex: "half" }),
    });
    const text = await readBody(response);
    const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? JSON.parse(text) : undefined,
    };
  };
}

/** The whole body; of a stream of events, which has no end, what comes first. */
async function readBody(response: Response): Promise<string> {
  const isStream = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
  if (!isStream || response.body === null) return response.text();
  const reader = response.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

/** Calls a server with a key. */
export type CallApi = ReturnType<typeof createCaller>;

/** Makes a key with these scopes through the API, as an administrator. */
export async function createKey(call: CallApi, ...scopes: string[]): Promise<string> {
  const { status, json, text } = await call("/api/v1/admin/api-keys", {
    json: { name: scopes.join(" "), scopes },
  });
  if (status !== 200) throw new Error(`no key was made: ${status} ${text}`);
  return (json as { key: string }).key;
}
