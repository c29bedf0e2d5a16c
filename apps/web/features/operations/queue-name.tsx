import { findWord } from "../../lib/messages/operator-words.ts";

/** What a queue does, beside its name for programs. */
export function QueueName({ name }: { name: string }) {
  const words = findWord("queue", name);
  if (words === undefined) return <code className="text-small font-medium">{name}</code>;
  return (
    <span className="inline-flex flex-wrap items-baseline gap-x-2.5">
      <span className="font-medium">{words}</span>
      <code className="text-caption text-ink-faint">{name}</code>
    </span>
  );
}
