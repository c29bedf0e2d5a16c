import { createDecipheriv, createECDH, createPublicKey, hkdfSync, verify } from "node:crypto";

import { expect, test } from "vitest";

import { encryptMessage, MAX_MESSAGE_BYTES, readSubscriptionKeys } from "./encrypt-message.ts";
import { createVapidKeys, signVapid } from "./vapid.ts";
import { writePushRequest } from "./write-push-request.ts";

/** RFC 8291, section 5. */
const EXAMPLE = {
  text: "When I grow up, I want to be a watermelon",
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
  receiver: "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
  sender: "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw",
  salt: "DGv6ra1nlYgDCS1FRnbzlw",
  body:
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml" +
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT" +
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
};
const keys = readSubscriptionKeys(EXAMPLE.p256dh, EXAMPLE.auth);

test("the example of RFC 8291 comes out byte for byte", () => {
  const seed = {
    salt: Buffer.from(EXAMPLE.salt, "base64url"),
    privateKey: Buffer.from(EXAMPLE.sender, "base64url"),
  };
  const body = encryptMessage(EXAMPLE.text, keys, seed);
  expect(Buffer.from(body).toString("base64url")).toBe(EXAMPLE.body);
});

test("every message has a key of its own, and the receiver reads the longest", () => {
  const text = "ä".repeat(MAX_MESSAGE_BYTES / 2);
  const [first, second] = [encryptMessage(text, keys), encryptMessage(text, keys)];
  expect(Buffer.from(first).equals(second)).toBe(false);
  expect(first.length).toBeLessThanOrEqual(4096);
  expect(decrypt(first)).toBe(text);
  expect(() => encryptMessage("x".repeat(MAX_MESSAGE_BYTES + 1), keys)).toThrow("3993 bytes");
});

test.for([
  ["p256dh", "AAAA", EXAMPLE.auth],
  [
    "p256dh",
    Buffer.concat([Uint8Array.of(4), Buffer.alloc(64, 7)]).toString("base64url"),
    "BTBZMqHH6r4Tts7J_aSIgg",
  ],
  ["auth", EXAMPLE.p256dh, "short"],
] as const)("a subscription with a bad %s is refused by its name", ([field, p256dh, auth]) => {
  expect(() => readSubscriptionKeys(p256dh, auth)).toThrow(field);
});

test("the signature names service, operator and end, and its key verifies it", () => {
  const own = createVapidKeys();
  const expiresAt = new Date("2026-01-02T00:00:00Z");
  const header = signVapid(own, {
    audience: "https://push.example",
    subject: "mailto:harbour@example.org",
    expiresAt,
  });
  const [, head = "", claims = "", signature = "", key] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  expect(key).toBe(own.publicKey);
  expect(JSON.parse(Buffer.from(head, "base64url").toString())).toEqual({
    typ: "JWT",
    alg: "ES256",
  });
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toEqual({
    aud: "https://push.example",
    exp: expiresAt.getTime() / 1000,
    sub: "mailto:harbour@example.org",
  });
  const point = Buffer.from(own.publicKey, "base64url");
  const publicKey = createPublicKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: "P-256",
      x: point.subarray(1, 33).toString("base64url"),
      y: point.subarray(33).toString("base64url"),
    },
  });
  const isValid = verify(
    "sha256",
    Buffer.from(`${head}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  expect(isValid).toBe(true);
});

test("a request carries how long it is kept, how urgent it is and what it replaces", () => {
  const { headers } = writePushRequest(
    {
      text: "{}",
      endpoint: "https://push.example/abc/def",
      keys,
      urgency: "high",
      ttlSeconds: 60,
      topic: "harbour",
    },
    { keys: createVapidKeys(), subject: "https://harbour.example", now: new Date() },
  );
  expect(headers).toMatchObject({
    "content-encoding": "aes128gcm",
    ttl: "60",
    urgency: "high",
    topic: "harbour",
  });
});

/** What a browser does, written from RFC 8188 and RFC 8291 apart from the code above. */
function decrypt(body: Uint8Array): string {
  const bytes = Buffer.from(body);
  const salt = bytes.subarray(0, 16);
  const senderKey = bytes.subarray(21, 21 + bytes.readUInt8(20));
  const receiver = createECDH("prime256v1");
  receiver.setPrivateKey(Buffer.from(EXAMPLE.receiver, "base64url"));
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), receiver.getPublicKey(), senderKey]);
  const auth = Buffer.from(EXAMPLE.auth, "base64url");
  const input = hkdfSync("sha256", receiver.computeSecret(senderKey), auth, info, 32);
  const of = (name: string, length: number) =>
    Buffer.from(
      hkdfSync("sha256", Buffer.from(input), salt, `Content-Encoding: ${name}\0`, length),
    );
  const decipher = createDecipheriv("aes-128-gcm", of("aes128gcm", 16), of("nonce", 12));
  decipher.setAuthTag(bytes.subarray(-16));
  const plain = Buffer.concat([
    decipher.update(bytes.subarray(21 + senderKey.length, -16)),
    decipher.final(),
  ]);
  expect(plain.at(-1)).toBe(2);
  return plain.subarray(0, -1).toString();
}
