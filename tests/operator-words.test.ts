// Everything an operator meets under a name of the program has words of its own.
import { expect, test } from "vitest";

import { modules } from "../apps/server/src/modules.ts";
import { queueMessages } from "../apps/web/lib/messages/en-queues.ts";
import { settingMessages } from "../apps/web/lib/messages/en-settings.ts";

test("each setting has a name and a text", () => {
  const names = modules.flatMap(({ settings }) =>
    settings === undefined
      ? []
      : Object.entries(settings.schema.shape)
          .filter(([, type]) => type.meta()?.["internal"] !== true)
          .map(([name]) => `setting.${settings.name}.${name}`),
  );
  const known = Object.keys(settingMessages).filter((key) => key.startsWith("setting."));
  expect(known.toSorted()).toEqual(names.flatMap((name) => [name, `${name}.text`]).toSorted());
});

test("each queue of jobs says what it does", () => {
  const names = modules.flatMap(({ jobs = [] }) => jobs.map(({ name }) => `queue.${name}`));
  expect(names.filter((name) => !Object.hasOwn(queueMessages, name))).toEqual([]);
});
