import { MessageChannel } from "node:worker_threads";

import { expect, onTestFinished, test } from "vitest";

import { AppError } from "./app-error.ts";
import { ThreadCalls, type Methods } from "./thread-calls.ts";

function connect<Here extends Methods, There extends Methods>(here: Here, there: There) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  return {
    toThere: new ThreadCalls<There>(port1, here),
    toHere: new ThreadCalls<Here>(port2, there),
  };
}

test("either side calls the other, also in the middle of an answer", async () => {
  const here = { double: (value: number): number => value * 2 };
  const there = {
    quadruple: async (value: number): Promise<number> =>
      (await sides.toHere.call("double", value)) * 2,
  };
  const sides = connect(here, there);
  expect(await sides.toThere.call("quadruple", 5)).toBe(20);
});

test("calls and messages without an answer begin in their order", async () => {
  const seen: string[] = [];
  const note = (text: string): void => void seen.push(text);
  const { toThere } = connect({}, { note });
  const first = toThere.call("note", "first");
  toThere.tell("note", "second");
  await toThere.call("note", "third");
  await first;
  expect(seen).toEqual(["first", "second", "third"]);
});

test("memory that is handed over arrives without a copy", async () => {
  const { toThere } = connect({}, { length: (bytes: Uint8Array) => bytes.length });
  const bytes = new Uint8Array(1000);
  expect(await toThere.call("length", bytes, [bytes.buffer])).toBe(1000);
  expect(bytes.length).toBe(0);
});

test("errors keep their code, their causes and what they answer", async () => {
  const lost = Object.assign(new Error("terminating connection"), { code: "57P01" });
  const { toThere } = connect(
    {},
    {
      expected() {
        const errors = [{ field: "title", message: "expected a title" }];
        throw new AppError("SERVICE_UNAVAILABLE", "Later", { errors, retryAfterSeconds: 3 });
      },
      unexpected: () => Promise.reject(new Error("no rows", { cause: lost })),
      careless: () => Promise.reject("no error"),
    },
  );
  const expected = await toThere.call("expected", undefined).catch((error: unknown) => error);
  expect(expected).toBeInstanceOf(AppError);
  expect(expected).toMatchObject({
    message: "Later",
    status: 503,
    retryAfterSeconds: 3,
    errors: [{ field: "title" }],
  });
  await expect(toThere.call("unexpected", undefined)).rejects.toMatchObject({
    message: "no rows",
    cause: { message: "terminating connection", code: "57P01" },
  });
  await expect(toThere.call("careless", undefined)).rejects.toThrow("no error");
});

test("when the other side is gone calls fail with the reason, those under way and later ones", async () => {
  const { toThere } = connect({}, { never: () => new Promise(() => undefined) });
  const pending = toThere.call("never", undefined).catch((error: unknown) => error);
  toThere.end(new Error("gone"));
  expect(await pending).toMatchObject({ message: "gone" });
  await expect(toThere.call("never", undefined)).rejects.toThrow("gone");
});
