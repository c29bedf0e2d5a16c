import { procedure, type Context } from "@minato/kit";
import { updateSettings } from "@minato/settings/update-settings";
import { IngestResult } from "@minato/torrents/ingest-record";
import { z } from "zod";

import { SETUP_STEPS, welcomeSettings } from "./config.ts";
import { EXAMPLES } from "./examples.ts";
import { loadExamples } from "./load-examples.ts";

const tags = ["Administration"];

const Progress = z.object({
  step: z.enum(SETUP_STEPS).describe("none: never begun; done: over"),
  examples: z.array(z.object({ title: z.string(), infoHash: z.string(), license: z.string() })),
});

const get = procedure("admin")
  .route({
    method: "GET",
    path: "/admin/welcome",
    summary: "How far the set-up is, and which examples there are",
    tags,
  })
  .input(z.object({}).optional())
  .output(Progress)
  .handler(({ context }) => describeProgress(context.ctx));

const update = procedure("admin")
  .route({
    method: "PUT",
    path: "/admin/welcome",
    summary: "Go to a step of the set-up, or end it",
    tags,
  })
  .input(z.object({ step: z.enum(SETUP_STEPS) }))
  .output(Progress)
  .handler(async ({ context, input }) => {
    const change = { module: welcomeSettings.name, name: "step", value: input.step };
    await updateSettings(context.ctx, context, { changes: [change] });
    return describeProgress(context.ctx);
  });

const addExamples = procedure("admin")
  .route({
    method: "POST",
    path: "/admin/welcome/examples",
    summary: "Take in torrents of freely licensed works, to look around with",
    tags,
  })
  .input(z.object({}).optional())
  .output(IngestResult)
  .handler(({ context }) => loadExamples(context.ctx));

/** Procedures of the module, by their names in the typed API. */
export const welcomeRouter = { admin: { welcome: { get, update, addExamples } } };

function describeProgress(ctx: Context): z.output<typeof Progress> {
  const examples = EXAMPLES.map(({ title, infoHash, license }) => ({ title, infoHash, license }));
  return { step: ctx.config(welcomeSettings).step, examples };
}
