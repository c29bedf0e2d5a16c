import { generateKeyPairSync, hash, randomBytes, sign } from "node:crypto";

const DAY_MS = 86_400_000;

/** A key and the certificate that it signed itself. */
export interface MadeCertificate {
  /** PEM. */
  key: string;
  /** PEM. */
  cert: string;
  /** SHA-256 of the public key in base64, by which a browser can be told to trust it. */
  fingerprint: string;
}

/** Makes a certificate for one host name as RFC 5280 lays it out, valid for a day. */
export function makeCertificate(host: string): MadeCertificate {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const subjectPublicKey = publicKey.export({ type: "spki", format: "der" });
  const ecdsaWithSha256 = sequence(objectId([1, 2, 840, 10_045, 4, 3, 2]));
  const commonName = sequence(objectId([2, 5, 4, 3]), element(0x0c, Buffer.from(host)));
  const name = sequence(element(0x31, commonName));
  const alternativeName = sequence(
    objectId([2, 5, 29, 17]),
    element(0x04, sequence(element(0x82, Buffer.from(host)))),
  );
  const content = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.from([1, ...randomBytes(8)])),
    ecdsaWithSha256,
    name,
    sequence(time(Date.now() - DAY_MS), time(Date.now() + DAY_MS)),
    name,
    subjectPublicKey,
    element(0xa3, sequence(alternativeName)),
  );
  const signature = sign("sha256", content, privateKey);
  const certificate = sequence(
    content,
    ecdsaWithSha256,
    element(0x03, Buffer.concat([Buffer.from([0]), signature])),
  );
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate.toString("base64")}\n-----END CERTIFICATE-----\n`,
    fingerprint: hash("sha256", subjectPublicKey, "base64"),
  };
}

function sequence(...parts: Uint8Array[]): Buffer {
  return element(0x30, Buffer.concat(parts));
}

/** A value with its tag and its length, as DER writes it. */
function element(tag: number, value: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag, ...lengthBytes(value.length)]), value]);
}

/** The shortest form is the only one. */
function lengthBytes(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}

/** A positive number; its first byte is below 128. */
function integer(bytes: Uint8Array): Buffer {
  return element(0x02, bytes);
}

function objectId([first = 0, second = 0, ...rest]: number[]): Buffer {
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(toBase128)]));
}

function toBase128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let left = value >> 7; left > 0; left >>= 7) digits.unshift((left & 0x7f) | 0x80);
  return digits;
}

/** A moment as `YYYYMMDDHHMMSSZ`. */
function time(at: number): Buffer {
  const text = new Date(at).toISOString().replaceAll(/[-:T]|\.\d+/g, "");
  return element(0x18, Buffer.from(text));
}
