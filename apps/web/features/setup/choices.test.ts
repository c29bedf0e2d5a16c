import { expect, test } from "vitest";

import { planChanges, readChoices } from "./choices.ts";

const field = (name: string, value: unknown) => ({
  name,
  value,
  description: "",
  schema: {},
  isSecret: false,
  isSet: false,
  default: undefined,
});
const modules = [
  { name: "site", fields: [field("name", "Minato")] },
  { name: "identity", fields: [field("registration", "invitation")] },
  { name: "upkeep", fields: [field("maxBytes", 1.5 * 1024 ** 3)] },
];

test("the choices stand as the settings hold them, a budget in GiB", () => {
  expect(readChoices(modules)).toEqual({
    name: "Minato",
    registration: "invitation",
    budget: "1.5",
  });
});

test("only what was changed is saved, and an emptied budget means none", () => {
  const before = readChoices(modules);
  expect(planChanges(before, { ...before })).toEqual([]);
  expect(planChanges(before, { name: " Quay ", registration: "open", budget: "" })).toEqual([
    { module: "site", name: "name", value: "Quay" },
    { module: "identity", name: "registration", value: "open" },
    { module: "upkeep", name: "maxBytes", value: 0 },
  ]);
});
