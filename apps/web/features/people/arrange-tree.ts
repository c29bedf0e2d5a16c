import type { ApiOutputs } from "../../lib/orpc.ts";

/** Somebody with an account. */
export type Person = ApiOutputs["admin"]["invitationTree"]["items"][number];

/** Somebody at their place in the tree. */
export interface Branch {
  person: Person;
  /** How many inviters are above. */
  depth: number;
}

/** Puts everybody below who invited them; whoever nobody invited stands at the left. */
export function arrangeTree(people: readonly Person[]): Branch[] {
  const ids = new Set(people.map(({ userId }) => userId));
  const guests = new Map<string | undefined, Person[]>();
  for (const person of people) {
    const { inviterId } = person;
    const above = inviterId !== undefined && ids.has(inviterId) ? inviterId : undefined;
    guests.set(above, [...(guests.get(above) ?? []), person]);
  }
  // Depth first without recursion: a long chain of invitations must not end the page.
  const waiting: Branch[] = toBranches(guests.get(undefined), 0);
  const arranged: Branch[] = [];
  for (let branch = waiting.shift(); branch !== undefined; branch = waiting.shift()) {
    arranged.push(branch);
    waiting.unshift(...toBranches(guests.get(branch.person.userId), branch.depth + 1));
  }
  return arranged;
}

function toBranches(people: readonly Person[] = [], depth: number): Branch[] {
  return people.map((person) => ({ person, depth }));
}
