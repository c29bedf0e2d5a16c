"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Field } from "../../components/ui/field.tsx";
import { Loaded } from "../../components/ui/loaded.tsx";
import { Problem } from "../../components/ui/problem.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { SelectField } from "../../components/ui/select-field.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc, type ApiOutputs } from "../../lib/orpc.ts";
import { useBlocklistHandlers } from "./use-blocklist-handlers.ts";

type Rule = ApiOutputs["blacklist"]["keyword"]["list"]["items"][number];
type NewRule = Pick<Rule, "pattern" | "target" | "action">;

const TARGETS = ["both", "name", "path"] as const satisfies readonly Rule["target"][];
const ACTIONS = ["delete", "block"] as const satisfies readonly Rule["action"][];

/** Words that keep torrents out. */
export function KeywordRules() {
  const query = useQuery(orpc.blacklist.keyword.list.queryOptions());
  return (
    <div className="grid gap-5">
      <RuleForm />
      <Loaded query={query}>
        {({ items }) => (
          <ul className="sheet">
            {items.map((rule) => (
              <RuleRow key={rule.id} rule={rule} />
            ))}
          </ul>
        )}
      </Loaded>
    </div>
  );
}

function RuleRow({ rule }: { rule: Rule }) {
  const { id, pattern, target, action, isDefault, hits, lastHitAt } = rule;
  const { toast, refresh, onError } = useBlocklistHandlers();
  const add = useMutation(
    orpc.blacklist.keyword.add.mutationOptions({ onSuccess: () => refresh(), onError }),
  );
  const { mutate, isPending } = useMutation(
    orpc.blacklist.keyword.remove.mutationOptions({
      onSuccess: async () => {
        await refresh();
        toast(t("block.ruleRemoved", { pattern }), "good", {
          name: t("app.undo"),
          perform: () => add.mutate({ pattern, target, action }),
        });
      },
      onError,
    }),
  );
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-1 py-2">
      <div className="min-w-0 flex-1 basis-64">
        <span className="verbatim font-medium">{pattern}</span>
        <div className="text-small text-ink-soft">
          {t(`block.target.${target}`)} · {t(`block.action.${action}`)}
        </div>
      </div>
      <span className="figures text-small text-ink-faint">
        {t("block.hits", { count: hits })}
        {lastHitAt === null ? null : (
          <>
            {" · "}
            <RelativeTime value={lastHitAt} />
          </>
        )}
      </span>
      {isDefault ? (
        <span className="text-small text-ink-faint">{t("block.isDefault")}</span>
      ) : (
        <Button
          size="small"
          className="max-sm:ml-auto"
          isBusy={isPending}
          aria-label={t("app.removeOf", { name: pattern })}
          onClick={() => mutate({ id })}
        >
          {t("app.remove")}
        </Button>
      )}
    </li>
  );
}

const EMPTY: NewRule = { pattern: "", target: "both", action: "delete" };

function RuleForm() {
  const { toast, refresh } = useBlocklistHandlers();
  const [rule, setRule] = useState(EMPTY);
  const { mutate, isPending, error } = useMutation(
    orpc.blacklist.keyword.add.mutationOptions({
      onSuccess: async ({ pattern }) => {
        setRule(EMPTY);
        await refresh();
        toast(t("block.ruleAdded", { pattern }));
      },
    }),
  );

  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (rule.pattern.trim() !== "") mutate(rule);
  }

  return (
    <form
      onSubmit={handleSubmit}
      className="grid gap-3 rounded-lg border border-line bg-surface p-4"
    >
      <Field
        label={t("block.words")}
        hint={t("block.wordsHint")}
        value={rule.pattern}
        maxLength={100}
        autoComplete="off"
        onChange={(event) => setRule({ ...rule, pattern: event.target.value })}
      />
      <div className="flex flex-wrap items-end gap-3">
        <SelectField
          className="min-w-44 flex-1"
          label={t("block.target")}
          value={rule.target}
          options={TARGETS.map((value) => ({ value, name: t(`block.target.${value}`) }))}
          onChange={(target) => setRule({ ...rule, target })}
        />
        <SelectField
          className="min-w-44 flex-1"
          label={t("block.action")}
          value={rule.action}
          options={ACTIONS.map((value) => ({ value, name: t(`block.action.${value}`) }))}
          onChange={(action) => setRule({ ...rule, action })}
        />
        <Button
          type="submit"
          look="primary"
          className="h-10"
          isBusy={isPending}
          disabled={rule.pattern.trim() === ""}
        >
          {t("block.addRule")}
        </Button>
      </div>
      {error === null ? null : <Problem>{describeError(error)}</Problem>}
    </form>
  );
}
