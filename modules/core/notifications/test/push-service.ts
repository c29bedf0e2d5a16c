/** A push service and the browsers behind it, from RFC 8030, 8188, 8291 and 8292. */
import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
  type ECDH,
} from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { buffer } from "node:stream/consumers";

/** A message as its browser reads it. */
export interface PushedMessage {
  text: string;
  headers: Record<string, string | string[] | undefined>;
  /** Claims of the signature. */
  claims: { aud: string; exp: number; sub: string };
}

/** A browser that subscribed. */
export interface TestBrowser {
  /** What it gives its page (PushSubscription.toJSON). */
  subscription: { endpoint: string; keys: { p256dh: string; auth: string } };
  received: PushedMessage[];
  /** What its service answers, unless told 201. */
  status: number;
}

/** Starts a push service on this machine. */
export async function startPushService() {
  const browsers = new Map<string, { browser: TestBrowser; ecdh: ECDH; auth: Buffer }>();
  const server = createServer((request, response) => {
    void answer(request.url ?? "");
    async function answer(path: string): Promise<void> {
      response.writeHead(await take(path)).end();
    }
    async function take(path: string): Promise<number> {
      const body = await buffer(request);
      const known = browsers.get(path);
      if (request.method !== "POST" || known === undefined) return 404;
      if (known.browser.status !== 201) return known.browser.status;
      const { headers } = request;
      if (headers["content-encoding"] !== "aes128gcm" || headers["ttl"] === undefined) return 400;
      const claims = readClaims(headers.authorization ?? "");
      if (claims === undefined || claims.aud !== origin) return 403;
      known.browser.received.push({ text: decrypt(body, known.ecdh, known.auth), headers, claims });
      return 201;
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    subscribe(): TestBrowser {
      const ecdh = createECDH("prime256v1");
      const auth = randomBytes(16);
      const path = `/push/${randomBytes(12).toString("hex")}`;
      const keys = { p256dh: ecdh.generateKeys("base64url"), auth: auth.toString("base64url") };
      const subscription = { endpoint: origin + path, keys };
      const browser: TestBrowser = { subscription, received: [], status: 201 };
      browsers.set(path, { browser, ecdh, auth });
      return browser;
    },
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

/** The claims of a signature that its own key verifies, RFC 8292 section 3. */
function readClaims(header: string): PushedMessage["claims"] | undefined {
  const [, head = "", body = "", signature = "", key = ""] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  const point = Buffer.from(key, "base64url");
  if (point.length !== 65) return undefined;
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ format: "jwk", key: jwk }), dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) return undefined;
  return JSON.parse(Buffer.from(body, "base64url").toString()) as PushedMessage["claims"];
}

function decrypt(body: Buffer, receiver: ECDH, auth: Buffer): string {
  const keyLength = body.readUInt8(20);
  const salt = body.subarray(0, 16);
  const senderKey = body.subarray(21, 21 + keyLength);
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), receiver.getPublicKey(), senderKey]);
  const input = Buffer.from(hkdfSync("sha256", receiver.computeSecret(senderKey), auth, info, 32));
  const derive = (name: string, length: number) =>
    Buffer.from(hkdfSync("sha256", input, salt, `Content-Encoding: ${name}\0`, length));
  const decipher = createDecipheriv("aes-128-gcm", derive("aes128gcm", 16), derive("nonce", 12));
  decipher.setAuthTag(body.subarray(-16));
  const sealed = body.subarray(21 + keyLength, -16);
  const plain = Buffer.concat([decipher.update(sealed), decipher.final()]);
  // The delimiter of the last record stands before its padding.
  return plain.subarray(0, plain.lastIndexOf(2)).toString();
}
