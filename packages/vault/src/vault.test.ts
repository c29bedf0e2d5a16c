import { expect, test } from "vitest";

import { VaultError } from "./vault-error.ts";
import { createVault } from "./vault.ts";

const SECRET = "s".repeat(32);
const vault = createVault(SECRET, "apps");

test.each(["", "key", "schlüssel 🌊", "x".repeat(100_000)])(
  "a text comes out as it went in",
  (text) => {
    expect(vault.open(vault.seal(text))).toBe(text);
  },
);

test("what is sealed shows nothing of the text and differs each time", () => {
  const sealed = [vault.seal("the secret"), vault.seal("the secret")];
  expect(new Set(sealed).size).toBe(2);
  for (const one of sealed) {
    expect(one).toMatch(/^v1:[\w-]+$/);
    expect(Buffer.from(one.slice(3), "base64url").includes("the secret")).toBe(false);
  }
});

test("another secret, another purpose and any change are told apart from success", () => {
  const sealed = vault.seal("text");
  const bytes = Buffer.from(sealed.slice(3), "base64url");
  expect(() => createVault("t".repeat(32), "apps").open(sealed)).toThrow(/another secret/);
  expect(() => createVault(SECRET, "mail").open(sealed)).toThrow(/another secret/);
  for (let index = 0; index < bytes.length; index += 1) {
    const changed = Buffer.from(bytes);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => vault.open(`v1:${changed.toString("base64url")}`)).toThrow(VaultError);
  }
});

test("a form nobody knows is refused as such", () => {
  for (const sealed of ["", "text", "v2:AAAA", "v1", "v1:", "v1:AAAA"]) {
    expect(() => vault.open(sealed)).toThrow(/v1|cut off/);
  }
});

test("a secret that can be guessed is refused", () => {
  expect(() => createVault("short", "apps")).toThrow(RangeError);
});
