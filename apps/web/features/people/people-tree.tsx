import { useQuery } from "@tanstack/react-query";

import { Loaded } from "../../components/ui/loaded.tsx";
import { Panel } from "../../components/ui/panel.tsx";
import { RelativeTime } from "../../components/ui/relative-time.tsx";
import { t } from "../../lib/messages/translate.ts";
import { orpc } from "../../lib/orpc.ts";
import { arrangeTree, type Branch } from "./arrange-tree.ts";
import { describeRole } from "./describe-role.ts";

/** Everybody, each below who invited them. */
export function PeopleTree() {
  const query = useQuery(orpc.admin.invitationTree.queryOptions());
  return (
    <Panel title={t("people.tree")}>
      <Loaded query={query}>
        {({ items }) => (
          <ul className="sheet">
            {arrangeTree(items).map((branch) => (
              <PersonRow key={branch.person.userId} branch={branch} />
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}

function PersonRow({ branch: { person, depth } }: { branch: Branch }) {
  const { name, email, roleName, emailVerified, createdAt } = person;
  const facts = [describeRole(roleName), ...(emailVerified ? [] : [t("people.unconfirmed")])];
  return (
    <li className="py-2.5" style={{ paddingLeft: `${1 + Math.min(depth, 6) * 1.25}rem` }}>
      <div className="flex flex-wrap items-baseline gap-x-2.5">
        <span className="font-medium">{name}</span>
        <span className="min-w-0 truncate text-small text-ink-soft">{email}</span>
      </div>
      <div className="text-small text-ink-faint">
        {facts.join(" · ")} · {t("people.since")} <RelativeTime value={createdAt} />
      </div>
    </li>
  );
}
