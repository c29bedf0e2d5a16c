import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";
import { json } from "node:stream/consumers";

/** What was posted to the receiver. */
interface ReceivedPost {
  url: string;
  headers: IncomingHttpHeaders;
  body: unknown;
}

/** Somebody's server that takes webhooks. */
export interface WebhookReceiver {
  url: string;
  received: ReceivedPost[];
  /** What it answers, unless told 200. */
  status: number;
  close(): Promise<void>;
}

/** Starts a receiver of webhooks on this machine. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const server = createServer((incoming, response) => {
    void take();
    async function take(): Promise<void> {
      const body = await json(incoming);
      receiver.received.push({ url: incoming.url ?? "", headers: incoming.headers, body });
      response.writeHead(receiver.status).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const receiver: WebhookReceiver = {
    url: `http://127.0.0.1:${address.port}`,
    received: [],
    status: 200,
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
  return receiver;
}
