/** Voluntary application server identification (VAPID), RFC 8292. */
import { createPrivateKey, generateKeyPairSync, sign } from "node:crypto";

/** The keys by which push services know a server. */
export interface VapidKeys {
  /** base64url of the uncompressed point: what browsers subscribe with. */
  publicKey: string;
  /** PKCS #8, base64url. */
  privateKey: string;
}

/** Whom and until when a signature serves. */
export interface VapidClaims {
  /** The push service: the origin of the subscription's address. */
  audience: string;
  /** Where its operator reaches ours: `mailto:` or `https:`. */
  subject: string;
  /** At most a day ahead. */
  expiresAt: Date;
}

/** Makes keys; a server keeps them, as subscriptions are bound to them. */
export function createVapidKeys(): VapidKeys {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const point = Buffer.concat([
    Uint8Array.of(4),
    Buffer.from(x, "base64url"),
    Buffer.from(y, "base64url"),
  ]);
  return {
    publicKey: point.toString("base64url"),
    privateKey: privateKey.export({ format: "der", type: "pkcs8" }).toString("base64url"),
  };
}

/** The `Authorization` header of a request to a push service: a JWT signed with ES256. */
export function signVapid(
  { publicKey, privateKey }: VapidKeys,
  { audience, subject, expiresAt }: VapidClaims,
): string {
  const claims = { aud: audience, exp: Math.floor(expiresAt.getTime() / 1000), sub: subject };
  const signed = `${encode({ typ: "JWT", alg: "ES256" })}.${encode(claims)}`;
  const key = createPrivateKey({
    key: Buffer.from(privateKey, "base64url"),
    format: "der",
    type: "pkcs8",
  });
  const signature = sign("sha256", Buffer.from(signed), { key, dsaEncoding: "ieee-p1363" });
  return `vapid t=${signed}.${signature.toString("base64url")}, k=${publicKey}`;
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString("base64url");
}
