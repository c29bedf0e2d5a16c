/** A thread for tests: what happens to a torrent is in its number. */
import { serveBatches } from "./serve-batches.ts";

const HANGS_ONCE = 13;
const HANGS = 14;
const ENDS_ONCE = 15;
const FAILS = 16;
const ENDS_BETWEEN = 17;
const NEVER_COMES = 18;

serveBatches(() => async ({ torrentIds, unreadableIds }, note) => {
  for (const id of torrentIds) {
    if (id === ENDS_BETWEEN) process.exit(3);
    if (id === NEVER_COMES) await new Promise(() => undefined);
    note(id);
    const isUnreadable = unreadableIds.includes(id);
    if (id === HANGS || (id === HANGS_ONCE && !isUnreadable)) for (;;);
    if (id === ENDS_ONCE && !isUnreadable) process.exit(3);
    if (id === FAILS) throw new Error(`torrent ${id} is wrong`);
  }
});
