/** Message encryption for web push, RFC 8291, with the content coding `aes128gcm`, RFC 8188. */
import { createCipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";

import { PushError } from "./push-error.ts";

/** Push services take bodies of 4,096 bytes; header, padding delimiter and tag are 103 of these. */
export const MAX_MESSAGE_BYTES = 3993;

/** What the browser of a subscription gave: its public key and the secret it shares. */
export interface SubscriptionKeys {
  /** 65 bytes: an uncompressed point on P-256. */
  publicKey: Uint8Array;
  /** 16 bytes. */
  authSecret: Uint8Array;
}

/** What is random in a message; tests give it. */
export interface MessageSeed {
  /** 16 bytes. */
  salt: Uint8Array;
  /** 32 bytes: the private key of the sender, for this message alone. */
  privateKey: Uint8Array;
}

const CURVE = "prime256v1";
const RECORD_SIZE = 4096;
/** After the last byte of the only record. */
const LAST_RECORD = 2;

/**
 * Checks the keys of a subscription, both in base64url.
 * @throws {PushError} when one has the wrong length or is no point on the curve
 */
export function readSubscriptionKeys(p256dh: string, auth: string): SubscriptionKeys {
  const publicKey = Buffer.from(p256dh, "base64url");
  const authSecret = Buffer.from(auth, "base64url");
  if (publicKey.length !== 65 || publicKey[0] !== 4) {
    throw new PushError(`p256dh: expected an uncompressed P-256 key of 65 bytes`);
  }
  if (authSecret.length !== 16) {
    throw new PushError(`auth: expected 16 bytes, got ${authSecret.length}`);
  }
  const ecdh = createECDH(CURVE);
  ecdh.generateKeys();
  try {
    ecdh.computeSecret(publicKey);
  } catch (cause) {
    throw new PushError("p256dh: expected a point on P-256", { cause });
  }
  return { publicKey, authSecret };
}

/**
 * Encrypts a text for one browser: the body of the request to its push service.
 * @throws {PushError} when the text is longer than `MAX_MESSAGE_BYTES`
 */
export function encryptMessage(
  text: string,
  { publicKey, authSecret }: SubscriptionKeys,
  seed: MessageSeed = { salt: randomBytes(16), privateKey: createPrivateKey() },
): Uint8Array {
  const plain = Buffer.from(text);
  if (plain.length > MAX_MESSAGE_BYTES) {
    throw new PushError(`expected at most ${MAX_MESSAGE_BYTES} bytes, got ${plain.length}`);
  }
  const ecdh = createECDH(CURVE);
  ecdh.setPrivateKey(seed.privateKey);
  const ownKey = ecdh.getPublicKey();
  const keyInfo = Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, ownKey]);
  const inputKey = derive(ecdh.computeSecret(publicKey), authSecret, keyInfo, 32);
  const key = derive(inputKey, seed.salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = derive(inputKey, seed.salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const header = Buffer.alloc(21);
  header.set(seed.salt);
  header.writeUInt32BE(RECORD_SIZE, 16);
  header.writeUInt8(ownKey.length, 20);
  return Buffer.concat([
    header,
    ownKey,
    cipher.update(plain),
    cipher.update(Uint8Array.of(LAST_RECORD)),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

function createPrivateKey(): Uint8Array {
  const ecdh = createECDH(CURVE);
  ecdh.generateKeys();
  return ecdh.getPrivateKey();
}

function derive(secret: Uint8Array, salt: Uint8Array, info: Uint8Array, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, length));
}
