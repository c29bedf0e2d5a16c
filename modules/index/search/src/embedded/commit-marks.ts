import type { ChangePosition } from "../documents/read-changes.ts";

/** Patched numbers are on disk with the first commit this long after the last that wrote them. */
export const PATCH_FLUSH_MS = 30_000;

/**
 * Knows from where to follow after a crash. A commit makes documents durable but patched numbers
 * only now and then, so the files are complete up to an older commit; what came since is read again.
 */
export class CommitMarks {
  readonly #marks: { at: number; position: ChangePosition }[];

  /** Begins with what was read from the files. */
  constructor(position: ChangePosition, now: number) {
    this.#marks = [{ at: now, position }];
  }

  /** Notes a commit that is about to be made; answers the position that is safe to go on from. */
  add(position: ChangePosition, now: number): ChangePosition {
    this.#marks.push({ at: now, position });
    // A flush that is due happens at the next commit, so two commits can lie between.
    while ((this.#marks[1]?.at ?? now) <= now - 2 * PATCH_FLUSH_MS) this.#marks.shift();
    return this.#marks[0]?.position ?? position;
  }
}
