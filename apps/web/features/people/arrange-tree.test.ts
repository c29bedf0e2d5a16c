import { expect, test } from "vitest";

import { arrangeTree, type Person } from "./arrange-tree.ts";

function person(userId: string, inviterId?: string): Person {
  return {
    userId,
    name: userId,
    email: `${userId}@example.org`,
    role: "member",
    roleName: "Member",
    emailVerified: true,
    createdAt: "2026-01-01T00:00:00.000Z",
    ...(inviterId === undefined ? {} : { inviterId }),
  };
}

function shape(people: readonly Person[]) {
  return arrangeTree(people).map(({ person: { name }, depth }) => `${"-".repeat(depth)}${name}`);
}

test("guests stand below who invited them", () => {
  const people = [person("a"), person("b", "a"), person("c"), person("d", "b"), person("e", "a")];
  expect(shape(people)).toEqual(["a", "-b", "--d", "-e", "c"]);
});

test("whose inviter is gone stands by themselves", () => {
  expect(shape([person("a", "gone")])).toEqual(["a"]);
});
