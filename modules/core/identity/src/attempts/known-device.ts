import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

import { COOKIE_PREFIX } from "../auth-cookies.ts";
import { findCookie } from "../find-cookie.ts";

const LIFETIME_SECONDS = 365 * 24 * 60 * 60;
const FORM = /^([\w-]{22})\.(\d{1,12})\.([\w-]{43})$/;

/** What a cookie of a known device is signed and placed with. */
export interface DeviceCookie {
  key: Uint8Array;
  userId: string;
  now: Date;
}

/** HMAC-SHA-256 over parts none of which can reach into the next. */
export function digest(key: Uint8Array, ...parts: readonly string[]): Buffer {
  return createHmac("sha256", key).update(JSON.stringify(parts)).digest();
}

/**
 * `Set-Cookie` that makes a browser known for one account: its attempts are counted apart from
 * those of strangers. It lets nobody in.
 */
export function makeDeviceCookie(
  { key, userId, now }: DeviceCookie,
  { path, isSecure }: { path: string; isSecure: boolean },
): string {
  const id = randomBytes(16).toString("base64url");
  const issued = String(Math.floor(now.getTime() / 1000));
  const mac = sign(key, userId, id, issued);
  const parts = [
    `${cookieName(key, userId)}=${id}.${issued}.${mac.toString("base64url")}`,
    `Max-Age=${LIFETIME_SECONDS}`,
    `Path=${path}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(isSecure ? ["Secure"] : []),
  ];
  return parts.join("; ");
}

/** Which device of the account a request comes from; undefined for one that is not known. */
export function readDevice(
  { key, userId, now }: DeviceCookie,
  headers: Headers,
): string | undefined {
  const value = findCookie(headers, cookieName(key, userId)) ?? "";
  const [, id = "", issued = "", mac = ""] = FORM.exec(value) ?? [];
  if (id === "") return undefined;
  const sent = Buffer.from(mac, "base64url");
  const expected = sign(key, userId, id, issued);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) return undefined;
  const ageSeconds = now.getTime() / 1000 - Number(issued);
  return ageSeconds < LIFETIME_SECONDS ? id : undefined;
}

/** One for each account, so that people who share a browser do not take it from each other. */
function cookieName(key: Uint8Array, userId: string): string {
  return `${COOKIE_PREFIX}.device_${digest(key, "cookie", userId).toString("hex").slice(0, 12)}`;
}

function sign(key: Uint8Array, userId: string, id: string, issued: string): Buffer {
  return digest(key, "device", userId, id, issued);
}
