import type { Context, Provided } from "@minato/kit";

import { RequestRecorder } from "./request-recorder.ts";

/** Starts noting which torrents are asked for. */
export async function provideUpkeep(ctx: Context): Promise<Provided> {
  const recorder = new RequestRecorder(ctx);
  recorder.start();
  return { context: {}, close: () => recorder.close() };
}
