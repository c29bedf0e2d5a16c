import { randomBytes } from "node:crypto";

import type { Environment } from "@minato/kit";

const YEAR_S = 31_536_000;
/** Features of a browser that no page of ours uses. */
const UNUSED_FEATURES = [
  "accelerometer",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
];

/**
 * Headers of every answer: no guessing of types, no frames, no address told to others, no feature
 * we do not use, nothing loaded by what is not a page, and https for good where people come by it.
 */
export function securityHeaders(env: Environment): Readonly<Record<string, string>> {
  return {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": UNUSED_FEATURES.map((feature) => `${feature}=()`).join(", "),
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'",
    ...(env.publicUrl?.startsWith("https:") === true
      ? {
          "strict-transport-security": `max-age=${YEAR_S}`,
          // Over http browsers ignore it, and complain on every page.
          "cross-origin-opener-policy": "same-origin",
        }
      : {}),
  };
}

/** A fresh mark for the scripts and styles of one page. */
export function createNonce(): string {
  return randomBytes(16).toString("base64");
}

/**
 * What a page of the web app may load: scripts and style sheets with the page's mark, everything
 * else from this server alone. Style attributes are allowed: lists place their rows with them.
 * `dev` lets the development server replace modules.
 */
export function pagePolicy(nonce: string, dev: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ""}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src 'self'${dev ? " ws: wss:" : ""}`,
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
