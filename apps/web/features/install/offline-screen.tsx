"use client";

import { RotateCw } from "lucide-react";
import { useEffect } from "react";

import { Button } from "../../components/ui/button.tsx";
import { Card } from "../../components/ui/card.tsx";
import { basePath, serverPath } from "../../lib/base-path.ts";
import { t } from "../../lib/messages/translate.ts";

const RETRY_MS = 3000;

/** Stands in for any page while the server can't be reached, and leaves as soon as it can. */
export function OfflineScreen() {
  useEffect(() => {
    const timer = setInterval(() => void returnWhenServed(), RETRY_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <div role="alert" className="flex w-full justify-center">
      <Card title={t("offline.title")} lead={t("offline.text")}>
        <Button look="primary" className="h-10 w-full" onClick={openAgain}>
          <RotateCw aria-hidden size={16} />
          {t("app.retry")}
        </Button>
      </Card>
    </div>
  );
}

async function returnWhenServed(): Promise<void> {
  const isServed = await fetch(serverPath("/api/v1/health"), { cache: "no-store" }).then(
    ({ status }) => status < 500,
    // Still without a connection, which is what this page says.
    () => false,
  );
  if (isServed) openAgain();
}

/** The page lies at the address that could not be opened, unless somebody came here by name. */
function openAgain(): void {
  const { pathname, search } = window.location;
  if (pathname === `${basePath}/offline`) window.location.assign(`${basePath}/`);
  else window.location.replace(pathname + search);
}
