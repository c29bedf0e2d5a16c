import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

import type { Environment } from "@minato/kit";

import { cutStalledBody } from "./cut-stalled-body.ts";
import { STARTING_PAGE_HEADERS, startingPage } from "./starting-page.ts";

const HEADERS_TIMEOUT_MS = 30_000;
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
const CLOSE_TIMEOUT_MS = 5000;
/** How long a sender may pause in the middle of a body. */
const STALL_TIMEOUT_MS = 60_000;

/** PORT or HOST cannot be listened on; the message is one line for the person who set them. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

/** Answers a request in Node's own terms. */
export type RequestHandler = (request: IncomingMessage, response: ServerResponse) => unknown;

/**
 * The listening socket. It opens before anything else is ready; until `open` is called, health says
 * what is going on and everything else asks to come back.
 */
export class FrontDoor {
  readonly server: Server;
  #handler: RequestHandler | undefined;
  #step = "Starting";

  constructor() {
    this.server = createServer((request, response) => {
      cutStalledBody(request, STALL_TIMEOUT_MS);
      const handler = this.#handler ?? ((_request, reply) => this.#answerStarting(_request, reply));
      return handler(request, response);
    });
    this.server.headersTimeout = HEADERS_TIMEOUT_MS;
    this.server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
    // Streams of records may take as long as they need, as long as they flow.
    this.server.requestTimeout = 0;
  }

  /**
   * Starts listening and resolves with the port.
   * @throws {ListenError} when the port or the address cannot be used
   */
  listen(env: Environment): Promise<number> {
    return new Promise((resolve, reject) => {
      const fail = (cause: Error) => reject(new ListenError(describe(env, cause), { cause }));
      this.server.once("error", fail);
      this.server.listen(env.port, env.host, () => {
        this.server.off("error", fail);
        const address = this.server.address();
        resolve(typeof address === "object" && address !== null ? address.port : env.port);
      });
    });
  }

  /** Tells health what the start is at. */
  announce(step: string): void {
    this.#step = step;
  }

  /** Lets requests in. */
  open(handler: RequestHandler): void {
    this.#handler = handler;
  }

  /** Stops listening, lets running requests end for five seconds, then cuts them. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeIdleConnections();
    const timer = setTimeout(() => this.server.closeAllConnections(), CLOSE_TIMEOUT_MS);
    await closed;
    clearTimeout(timer);
  }

  #answerStarting({ url = "/", headers }: IncomingMessage, response: ServerResponse): void {
    const path = url.split("?")[0] ?? "/";
    if (headers.accept?.startsWith("text/html") === true && !path.includes("/api/")) {
      response.writeHead(503, { ...STARTING_PAGE_HEADERS, "retry-after": "2" });
      response.end(startingPage(this.#step, headers["accept-language"]));
      return;
    }
    const body = path.endsWith("/api/v1/health")
      ? { status: "starting", step: this.#step }
      : { code: "SERVICE_UNAVAILABLE", message: `Minato is starting: ${this.#step}` };
    response.writeHead(503, { "content-type": "application/json", "retry-after": "2" });
    response.end(JSON.stringify(body));
  }
}

function describe({ host, port }: Environment, error: Error): string {
  switch ("code" in error ? error.code : undefined) {
    case "EADDRINUSE":
      return `port ${port} is in use; set PORT to a free one`;
    case "EACCES":
      return `port ${port} may not be used by this user`;
    case "EADDRNOTAVAIL":
      return `HOST=${host} is no address of this machine`;
    default:
      return `HOST=${host} cannot be listened on (${error.message})`;
  }
}
