"use client";

import { BookOpen, Braces, Keyboard, LogOut, UserRound } from "lucide-react";
import Link from "next/link";
import { DropdownMenu } from "radix-ui";

import { serverPath } from "../../lib/base-path.ts";
import { t } from "../../lib/messages/translate.ts";
import { useActionContext } from "../actions/action-context.ts";
import { AVATAR_STYLE, initials } from "./avatar.ts";
import { ITEM_STYLE, LanguageChoice, ThemeChoice } from "./menu-choices.tsx";
import type { Me } from "./use-session.ts";
import { useSignOut } from "./use-sign-out.ts";

/** The menu behind the initials, open as soon as it is there. */
export function AccountDropdown({ me }: { me: Me }) {
  return (
    <DropdownMenu.Root modal={false} defaultOpen>
      <DropdownMenu.Trigger
        aria-label={t("account.menu", { name: me.name })}
        className={AVATAR_STYLE}
      >
        {initials(me)}
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={8}
          className="z-50 w-60 animate-appear rounded-lg border border-line bg-surface p-1.5 shadow-float"
        >
          <MenuContent me={me} />
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function MenuContent({ me }: { me: Me }) {
  const { open } = useActionContext();
  const { mutate: signOut } = useSignOut();
  return (
    <>
      <div className="px-2.5 pt-1.5 pb-2">
        <div className="text-caption text-ink-faint">{t("account.signedInAs")}</div>
        <div className="truncate font-medium">{me.name}</div>
        {me.email === undefined ? null : (
          <div className="truncate text-small text-ink-soft">{me.email}</div>
        )}
      </div>
      <Separator />
      <ThemeChoice />
      <Separator />
      <LanguageChoice />
      <Separator />
      <DropdownMenu.Item className={ITEM_STYLE} asChild>
        <Link href="/account">
          <UserRound aria-hidden size={16} className="text-ink-soft" />
          {t("account.title")}
        </Link>
      </DropdownMenu.Item>
      <DropdownMenu.Item className={ITEM_STYLE} onSelect={() => open("shortcuts")}>
        <Keyboard aria-hidden size={16} className="text-ink-soft" />
        {t("actions.shortcuts")}
      </DropdownMenu.Item>
      <DropdownMenu.Item className={ITEM_STYLE} asChild>
        <Link href="/docs">
          <BookOpen aria-hidden size={16} className="text-ink-soft" />
          {t("guide.open")}
        </Link>
      </DropdownMenu.Item>
      <DropdownMenu.Item className={ITEM_STYLE} asChild>
        <a href={serverPath("/api/reference")}>
          <Braces aria-hidden size={16} className="text-ink-soft" />
          {t("connect.reference")}
        </a>
      </DropdownMenu.Item>
      <DropdownMenu.Item className={ITEM_STYLE} onSelect={() => signOut()}>
        <LogOut aria-hidden size={16} className="text-ink-soft" />
        {t("account.signOut")}
      </DropdownMenu.Item>
    </>
  );
}

function Separator() {
  return <DropdownMenu.Separator className="-mx-1.5 my-1.5 border-t border-line" />;
}
