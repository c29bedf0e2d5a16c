import { sharedPrefixes } from "./build-text-field.ts";
import { mergeColumns } from "./merge-columns.ts";
import { DROPPED, type MergePlan, planMerge } from "./merge-plan.ts";
import { mergeTextFields } from "./merge-text-fields.ts";
import type { ColumnValues, LiveSegment, Segment } from "./segment.ts";
import { sharedBytes, sharedWords } from "./shared-arrays.ts";

/**
 * Writes the living documents of segments into one new segment, by ascending id. The bits of
 * `deleted` are read once at the start.
 */
export function mergeSegments(
  parts: readonly LiveSegment[],
  number: number,
  plan: MergePlan = planMerge(parts),
): Segment {
  const ids = sharedWords(plan.count);
  const lengths = sharedBytes(plan.count);
  for (const [index, segment] of plan.segments.entries()) {
    const map = plan.maps[index]!;
    for (let doc = 0; doc < segment.count; doc++) {
      const target = map[doc]!;
      if (target === DROPPED) continue;
      ids[target] = segment.ids[doc]!;
      lengths[target] = segment.lengths[doc]!;
    }
  }
  const columns: Record<string, ColumnValues> = {};
  for (const name of Object.keys(plan.segments[0]?.columns ?? {})) {
    columns[name] = mergeColumns(plan, name);
  }
  const title = mergeTextFields(
    plan,
    plan.segments.map((segment) => segment.title),
  );
  const bodies = plan.segments.map((segment) => segment.body);
  const hasBodies = bodies.length > 0 && bodies.every((body) => body !== undefined);
  return {
    number,
    count: plan.count,
    ids,
    lengths,
    title: { ...title, shared: sharedPrefixes(title.terms) },
    body: hasBodies ? mergeBodies(plan, bodies) : undefined,
    columns,
  };
}

function mergeBodies(plan: MergePlan, bodies: Segment["title"][]): Segment["title"] {
  const body = mergeTextFields(plan, bodies);
  return { ...body, shared: sharedPrefixes(body.terms) };
}
