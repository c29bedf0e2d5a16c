import { procedure } from "@minato/kit";
import { z } from "zod";

import { listRules } from "./list-rules.ts";
import { previewRule, RulePreview, RulePreviewInput } from "./preview-rule.ts";
import { Rule, RuleDefinition } from "./rule.ts";
import { createRule, deleteRule, orderRules, updateRule } from "./save-rule.ts";

const tags = ["Classification"];
const ERRORS = { BAD_REQUEST: {}, UNAUTHORIZED: {}, FORBIDDEN: {} };
const UNKNOWN = { NOT_FOUND: { message: "No rule with this id" } };

const ById = z.object({ id: z.coerce.number().int().min(1) });

const list = procedure("admin")
  .route({
    method: "GET",
    path: "/classification/rules",
    summary: "The operator's rules in the order in which they are applied",
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {} })
  .input(z.object({}).optional())
  .output(z.object({ items: z.array(Rule) }))
  .handler(async ({ context }) => ({ items: await listRules(context.ctx) }));

const create = procedure("admin")
  .route({
    method: "POST",
    path: "/classification/rules",
    summary: "Make a rule that is applied to names from now on",
    tags,
  })
  .errors({ ...ERRORS, CONFLICT: {} })
  .input(RuleDefinition)
  .output(Rule)
  .handler(({ context, input }) => createRule(context, input));

const update = procedure("admin")
  .route({
    method: "PUT",
    path: "/classification/rules/{id}",
    summary: "Replace everything a rule says",
    tags,
  })
  .errors({ ...ERRORS, ...UNKNOWN })
  .input(RuleDefinition.extend(ById.shape))
  .output(Rule)
  .handler(({ context, input: { id, ...definition } }) => updateRule(context, id, definition));

const remove = procedure("admin")
  .route({
    method: "DELETE",
    path: "/classification/rules/{id}",
    summary: "Remove a rule",
    successStatus: 204,
    tags,
  })
  .errors({ UNAUTHORIZED: {}, FORBIDDEN: {}, ...UNKNOWN })
  .input(ById)
  .output(z.void())
  .handler(({ context, input }) => deleteRule(context, input.id));

const order = procedure("admin")
  .route({
    method: "POST",
    path: "/classification/rules/order",
    summary: "Apply the rules in another order",
    tags,
  })
  .errors({ ...ERRORS, CONFLICT: {} })
  .input(z.object({ ids: z.array(z.int()).max(1000).describe("Of all rules, each once") }))
  .output(z.object({ items: z.array(Rule) }))
  .handler(async ({ context, input }) => {
    await orderRules(context, input.ids);
    return { items: await listRules(context.ctx) };
  });

const preview = procedure("admin")
  .route({
    method: "POST",
    path: "/classification/rules/preview",
    summary: "What a rule would match and change, before it is saved",
    tags,
  })
  .errors(ERRORS)
  .input(RulePreviewInput)
  .output(RulePreview)
  .handler(({ context, input }) => previewRule(context.ctx, input));

/** Procedures of the operator's rules. */
export const rulesRouter = { list, create, update, delete: remove, order, preview };
