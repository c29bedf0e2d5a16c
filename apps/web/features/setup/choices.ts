import type { ApiInputs, ApiOutputs } from "../../lib/orpc.ts";

type Modules = ApiOutputs["admin"]["config"]["get"]["modules"];
type Changes = ApiInputs["admin"]["config"]["update"]["changes"];

/** Who may make an account, as the server knows it. */
export const REGISTRATIONS = ["closed", "invitation", "open"] as const;

/** What is asked for in the set-up, as it stands in its fields. */
export interface Choices {
  name: string;
  registration: (typeof REGISTRATIONS)[number];
  /** GiB; empty for no limit. */
  budget: string;
}

const GIB = 1024 ** 3;

/** The choices as the settings hold them. */
export function readChoices(modules: Modules): Choices {
  const value = (module: string, name: string) =>
    modules.find((one) => one.name === module)?.fields.find((field) => field.name === name)?.value;
  const registration = value("identity", "registration");
  const bytes = Number(value("upkeep", "maxBytes") ?? 0);
  return {
    name: String(value("site", "name") ?? ""),
    registration: REGISTRATIONS.find((one) => one === registration) ?? "closed",
    budget: bytes === 0 ? "" : String(Number((bytes / GIB).toFixed(2))),
  };
}

/** The settings that differ after the choices were made. */
export function planChanges(before: Choices, after: Choices): Changes {
  const changes: Changes = [];
  if (after.name.trim() !== before.name) {
    changes.push({ module: "site", name: "name", value: after.name.trim() });
  }
  if (after.registration !== before.registration) {
    changes.push({ module: "identity", name: "registration", value: after.registration });
  }
  if (after.budget !== before.budget) {
    const bytes = Math.round(Number(after.budget) * GIB);
    changes.push({ module: "upkeep", name: "maxBytes", value: bytes });
  }
  return changes;
}
