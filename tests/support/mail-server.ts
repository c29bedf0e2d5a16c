import { once } from "node:events";
import { text } from "node:stream/consumers";

import { SMTPServer } from "smtp-server";

/** A message that arrived. */
export interface ReceivedMail {
  from: string;
  to: string[];
  /** The message with its headers. */
  raw: string;
  /** The plain text, decoded. */
  text: string;
}

/** A mail server on this machine. */
export interface TestMailServer {
  port: number;
  received: ReceivedMail[];
  /** The next messages are answered with this status instead of being taken. */
  refuseWith: { status: number; times: number };
  close: () => Promise<void>;
}

/** What a mail server expects. */
export interface TestMailOptions {
  /** Nobody needs to sign in unless told. */
  credentials?: { user: string; password: string };
}

/** Starts a real SMTP server on a free port of 127.0.0.1; its certificate is one of its own. */
export async function startMailServer(options: TestMailOptions = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const refuseWith = { status: 451, times: 0 };
  const { credentials } = options;
  const server = new SMTPServer({
    authOptional: credentials === undefined,
    disableReverseLookup: true,
    onAuth({ username, password }, _session, callback) {
      const isRight = username === credentials?.user && password === credentials?.password;
      if (isRight) callback(null, { user: username });
      else callback(new Error("Invalid username or password"));
    },
    async onData(stream, { envelope: { mailFrom, rcptTo } }, callback) {
      const raw = await text(stream);
      if (refuseWith.times > 0) {
        refuseWith.times--;
        callback(Object.assign(new Error("not now"), { responseCode: refuseWith.status }));
        return;
      }
      received.push({
        from: mailFrom === false ? "" : mailFrom.address,
        to: rcptTo.map(({ address }) => address),
        raw,
        text: readPlainText(raw),
      });
      callback();
    },
  });
  server.on("error", () => undefined);
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    port: address.port,
    received,
    refuseWith,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The first `text/plain` part, its quoted-printable or base64 undone. */
function readPlainText(raw: string): string {
  const part = raw.slice(raw.indexOf("Content-Type: text/plain"));
  const start = part.indexOf("\r\n\r\n");
  const headers = part.slice(0, start);
  const body = part.slice(start + 4).split(/\r\n--/)[0] ?? "";
  if (/base64/i.test(headers)) return Buffer.from(body, "base64").toString();
  if (!/quoted-printable/i.test(headers)) return body;
  return body
    .replaceAll("=\r\n", "")
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) =>
      Buffer.from(bytes.replaceAll("=", ""), "hex").toString(),
    );
}
