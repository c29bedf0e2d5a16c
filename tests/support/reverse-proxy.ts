import { once } from "node:events";
import { createServer, request, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";

import type { MadeCertificate } from "./make-certificate.ts";

/** A web server that passes one folder on to the program, as Caddy or nginx would. */
export interface ReverseProxy {
  /** Without a path. */
  readonly origin: string;
  /** Paths that were asked for outside of the folder. */
  readonly strayed: string[];
  /** From now on requests go to the server at this address. */
  target: string | undefined;
  close: () => Promise<void>;
}

/**
 * Starts a proxy that hands on what lies below `folder`, with the path as it is.
 * @param certificate makes it speak TLS, and the program behind it does not notice
 */
export async function startReverseProxy(
  folder: string,
  certificate?: MadeCertificate,
): Promise<ReverseProxy> {
  const strayed: string[] = [];
  const scheme = certificate === undefined ? "http" : "https";
  const handle: RequestListener = (incoming, outgoing) => {
    const { url = "/", method, headers } = incoming;
    if (url !== folder && !url.startsWith(`${folder}/`) && !url.startsWith(`${folder}?`)) {
      // Browsers ask for this one on their own.
      if (url !== "/favicon.ico") strayed.push(url);
      outgoing.writeHead(404).end();
      return;
    }
    if (proxy.target === undefined) {
      outgoing.writeHead(502).end();
      return;
    }
    const onward = request(new URL(url, proxy.target), {
      method,
      headers: {
        ...headers,
        "x-forwarded-for": incoming.socket.remoteAddress ?? "",
        "x-forwarded-host": headers.host ?? "",
        "x-forwarded-proto": scheme,
      },
    });
    onward.on("response", (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on("error", () => outgoing.destroy());
    outgoing.on("close", () => onward.destroy());
    incoming.pipe(onward);
  };
  const server =
    certificate === undefined ? createServer(handle) : createSecureServer(certificate, handle);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const proxy: ReverseProxy = {
    origin: `${scheme}://127.0.0.1:${port}`,
    strayed,
    target: undefined,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return proxy;
}
