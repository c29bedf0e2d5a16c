import { expect, test } from "vitest";

import { createKey, createKeyring, readKeyVersion } from "./keyring.ts";
import { VaultError } from "./vault-error.ts";

const first = createKey();
const second = createKey();
const old = createKeyring(new Map([[1, first]]));
const both = createKeyring(
  new Map([
    [1, first],
    [2, second],
  ]),
);

test("the newest key seals and every key opens", () => {
  const sealed = old.seal("mail", "the password");
  expect(readKeyVersion(sealed)).toBe(1);
  expect(both.open("mail", sealed)).toBe("the password");
  expect(readKeyVersion(both.seal("mail", "x"))).toBe(2);
  expect(both.open("mail", both.seal("mail", "x"))).toBe("x");
});

test("a key that is gone is named", () => {
  expect(() => old.open("mail", both.seal("mail", "x"))).toThrow(/no key of version 2/);
});

test("neither another purpose, another version nor a changed text is opened", () => {
  const sealed = both.seal("mail", "x");
  expect(() => both.open("apps", sealed)).toThrow(VaultError);
  expect(() => both.open("mail", sealed.replace("v2:2:", "v2:1:"))).toThrow(VaultError);
  expect(() => both.open("mail", `${sealed.slice(0, -4)}AAAA`)).toThrow(VaultError);
  for (const text of ["", "x", "v2:", "v2:2:", "v2:-1:AAAA", "v1:AAAA", "v2:2:A A"]) {
    expect(() => both.open("mail", text)).toThrow(VaultError);
  }
});

test("a keyring needs keys of the right length", () => {
  expect(() => createKeyring(new Map())).toThrow(RangeError);
  expect(() => createKeyring(new Map([[1, new Uint8Array(16)]]))).toThrow(/16 bytes/);
});
