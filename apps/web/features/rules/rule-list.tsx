"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { clsx } from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";

import { Button } from "../../components/ui/button.tsx";
import { Switch } from "../../components/ui/switch.tsx";
import { useToast } from "../../components/ui/toast.tsx";
import { describeError } from "../../lib/api-error.ts";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { describeEffect, describeMatch } from "./describe-rule.ts";
import type { Rule } from "./rule-draft.ts";

interface RuleListProps {
  rules: readonly Rule[];
  onEdit: (rule: Rule) => void;
}

/** The rules in their order, with buttons that move them. */
export function RuleList({ rules, onEdit }: RuleListProps) {
  const { order } = useRuleChanges();
  function handleMove(from: number, to: number) {
    const ids = rules.map(({ id }) => id);
    const [moved] = ids.splice(from, 1);
    if (moved !== undefined) order.mutate({ ids: ids.toSpliced(to, 0, moved) });
  }
  return (
    <ol aria-label={t("rules.list")} className="sheet">
      {rules.map((rule, index) => (
        <RuleRow
          key={rule.id}
          rule={rule}
          isMoving={order.isPending}
          onEdit={() => onEdit(rule)}
          onUp={index === 0 ? undefined : () => handleMove(index, index - 1)}
          onDown={index === rules.length - 1 ? undefined : () => handleMove(index, index + 1)}
        />
      ))}
    </ol>
  );
}

interface RuleRowProps {
  rule: Rule;
  isMoving: boolean;
  onEdit: () => void;
  onUp: (() => void) | undefined;
  onDown: (() => void) | undefined;
}

function RuleRow({ rule, isMoving, onEdit, onUp, onDown }: RuleRowProps) {
  const { update, remove } = useRuleChanges();
  const { id, name, isEnabled, match, effect } = rule;
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 py-3">
      <Switch
        checked={isEnabled}
        disabled={update.isPending}
        aria-label={t("rules.on", { name })}
        onChange={(event) =>
          update.mutate({ id, name, match, effect, isEnabled: event.target.checked })
        }
      />
      <div className={clsx("min-w-0 flex-1 basis-64", !isEnabled && "opacity-60")}>
        <div className="font-medium wrap-anywhere">
          {name}
          {isEnabled ? null : (
            <span className="ml-2 text-small font-normal text-ink-faint">{t("rules.off")}</span>
          )}
        </div>
        <p className="text-small text-ink-soft wrap-anywhere">
          {describeMatch(rule).join(" · ")}
          <span aria-hidden className="mx-1.5 text-ink-faint">
            →
          </span>
          <span className="text-ink">{describeEffect(rule).join(" · ")}</span>
        </p>
      </div>
      <div className="flex items-center gap-1">
        <MoveButton name={t("rules.up", { name })} isMoving={isMoving} onMove={onUp}>
          <ArrowUp aria-hidden size={15} />
        </MoveButton>
        <MoveButton name={t("rules.down", { name })} isMoving={isMoving} onMove={onDown}>
          <ArrowDown aria-hidden size={15} />
        </MoveButton>
        <Button size="small" aria-label={t("rules.editOf", { name })} onClick={onEdit}>
          {t("rules.edit")}
        </Button>
        <Button
          size="small"
          look="quiet"
          isBusy={remove.isPending}
          aria-label={t("rules.removeOf", { name })}
          onClick={() => remove.mutate(rule)}
        >
          {t("rules.remove")}
        </Button>
      </div>
    </li>
  );
}

interface MoveButtonProps {
  name: string;
  isMoving: boolean;
  onMove: (() => void) | undefined;
  children: React.ReactNode;
}

function MoveButton({ name, isMoving, onMove, children }: MoveButtonProps) {
  return (
    <Button
      look="quiet"
      size="icon-small"
      title={name}
      aria-label={name}
      disabled={isMoving || onMove === undefined}
      onClick={onMove}
    >
      {children}
    </Button>
  );
}

/** Changes of rules: the lists follow, a refusal is told, and what was removed can come back. */
function useRuleChanges() {
  const client = useQueryClient();
  const toast = useToast();
  const rules = orpc.classification.rules;
  const onSuccess = () => client.invalidateQueries({ queryKey: orpc.classification.key() });
  const onError = (error: Error) => toast(describeError(error), "poor");
  const order = useMutation(rules.order.mutationOptions({ onSuccess, onError }));
  const update = useMutation(rules.update.mutationOptions({ onSuccess, onError }));
  const create = useMutation(rules.create.mutationOptions({ onSuccess, onError }));
  const remove = useMutation({
    mutationFn: ({ id }: Rule) => rules.delete.call({ id }),
    onSuccess: async (_, { name, isEnabled, match, effect }) => {
      await onSuccess();
      toast(t("rules.removed", { name }), "good", {
        name: t("app.undo"),
        perform: () => create.mutate({ name, isEnabled, match, effect }),
      });
    },
    onError,
  });
  return { order, update, remove };
}
