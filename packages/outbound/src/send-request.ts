/** One HTTP request to addresses that were checked. */
import { request as requestHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { request as requestHttps } from "node:https";
import type { LookupFunction } from "node:net";

import { OutboundError } from "./outbound-error.ts";
import type { HostAddress } from "./resolve-host.ts";

/** What is sent. */
export interface OutboundRequest {
  url: URL;
  method: string;
  headers: Headers;
  body: Uint8Array | undefined;
}

/** How a request is made. */
export interface SendOptions {
  addresses: readonly HostAddress[];
  /** Milliseconds without a byte in either direction after which the connection is given up. */
  silenceMs: number;
  signal: AbortSignal;
}

/**
 * Sends a request over a connection of its own and answers with its head. Rejects with
 * `OutboundError`, or the reason of the signal.
 */
export function sendRequest(
  request: OutboundRequest,
  options: SendOptions,
): Promise<IncomingMessage> {
  const { url, method, headers, body } = request;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  const settings: RequestOptions = {
    method,
    headers: writeHeaders(url, headers, body),
    agent: false,
    lookup: pinTo(options.addresses),
    timeout: options.silenceMs,
    signal: options.signal,
  };
  const outgoing = send(withoutUser(url), settings);
  let answer: IncomingMessage | undefined;
  outgoing.once("timeout", () => {
    const message = `${url.host} said nothing for ${options.silenceMs} ms`;
    const error = new OutboundError("TIMEOUT", message);
    answer?.destroy(error);
    outgoing.destroy(error);
  });
  outgoing.once("response", (message) => {
    answer = message;
    resolve(message);
  });
  // A later one belongs to the body, which says it itself.
  outgoing.on("error", (error) => reject(toOutboundError(error, url, options.signal)));
  outgoing.once("upgrade", (_, socket) => {
    socket.destroy();
    reject(new OutboundError("MALFORMED", `${url.host} wants another protocol than HTTP`));
  });
  outgoing.end(body);
  return promise;
}

function toOutboundError(error: unknown, url: URL, signal: AbortSignal): unknown {
  if (error instanceof OutboundError) return error;
  if (signal.aborted) return signal.reason;
  const { code, message } = error as NodeJS.ErrnoException;
  const isHttp = code?.startsWith("HPE_") === true;
  return isHttp
    ? new OutboundError("MALFORMED", `${url.host} answered no HTTP`, { cause: error })
    : new OutboundError("UNREACHABLE", `${url.host} cannot be reached: ${message || code}`, {
        cause: error,
      });
}

/** Answers every question for the name with what was checked; an address in a URL asks none. */
function pinTo(addresses: readonly HostAddress[]): LookupFunction {
  return (_, options, callback) => {
    if (options.all === true) {
      callback(null, [...addresses]);
      return;
    }
    const [first] = addresses;
    callback(null, first?.address ?? "", first?.family);
  };
}

function writeHeaders(
  url: URL,
  headers: Headers,
  body: Uint8Array | undefined,
): Record<string, string> {
  const written = Object.fromEntries(headers);
  written["accept-encoding"] ??= "gzip, deflate, br";
  written["user-agent"] ??= "Minato";
  written["connection"] = "close";
  if (body !== undefined) written["content-length"] = String(body.length);
  if (url.username !== "" || url.password !== "") {
    const pair = `${decode(url.username)}:${decode(url.password)}`;
    written["authorization"] ??= `Basic ${Buffer.from(pair).toString("base64")}`;
  }
  return written;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (cause) {
    throw new OutboundError("BAD_URL", "expected user and password in percent-encoding", { cause });
  }
}

function withoutUser(url: URL): URL {
  const plain = new URL(url);
  plain.username = "";
  plain.password = "";
  return plain;
}
