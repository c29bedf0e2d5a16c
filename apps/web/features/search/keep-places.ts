import type { Facets } from "./use-facets.ts";

/** Values of a filter that stand there before somebody wants to see more. */
export const SHORT_LENGTH = 7;

type Filter = keyof Facets;
type Values = NonNullable<Facets[Filter]>;

/**
 * The values that stand beside the results after an answer. What is under the pointer must not jump
 * while somebody types: a value that is still among the first keeps its place, a new one takes the
 * place of one that is not, and what nothing has any more stays with a count of zero.
 * @param order whose places count; those of before unless told
 */
export function keepPlaces(before: Facets, next: Facets, order = before): Facets {
  // The keys of an object are not typed; these come from two objects of the same type.
  const filters = new Set([...Object.keys(before), ...Object.keys(next)] as Filter[]);
  return Object.fromEntries(
    [...filters].map((filter) => [
      filter,
      keepList(before[filter] ?? [], next[filter] ?? [], order[filter] ?? []),
    ]),
  );
}

function keepList(before: Values, next: Values, order: Values): Values {
  const first = next.slice(0, SHORT_LENGTH);
  const known = new Map(first.map((one) => [one.value, one]));
  const places = order.slice(0, SHORT_LENGTH);
  const stayed = new Set(places.map(({ value }) => value).filter((value) => known.has(value)));
  const entering = first.filter(({ value }) => !stayed.has(value));
  const inSight = places.map((one) => known.get(one.value) ?? entering.shift() ?? emptied(one));
  const list = [...inSight, ...entering, ...next.slice(SHORT_LENGTH)];
  const listed = new Set(list.map(({ value }) => value));
  const left = before.filter(({ value }) => !listed.has(value)).map(emptied);
  return [...list, ...left.slice(0, Math.max(0, before.length - list.length))];
}

function emptied({ value }: Values[number]): Values[number] {
  return { value, count: 0 };
}
