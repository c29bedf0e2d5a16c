import { accessSync, constants } from "node:fs";

import { chromium, type Browser } from "playwright-core";

/** Chromium's executable, undefined when there is none. */
export const BROWSER_PATH = [process.env["CHROMIUM_PATH"], "/usr/bin/chromium"].find(isExecutable);

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Chromium without what it does on its own, with further arguments. */
export function launchBrowser(args: readonly string[] = []): Promise<Browser> {
  if (BROWSER_PATH === undefined) throw new Error("no Chromium: set CHROMIUM_PATH");
  return chromium.launch({ executablePath: BROWSER_PATH, args: [...ARGUMENTS, ...args] });
}

/** A new session as a browser keeps it; sign-in is limited to ten a minute. */
export async function signIn(url: string, credentials: { email: string; password: string }) {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: url },
    body: JSON.stringify(credentials),
  });
  if (!response.ok) throw new Error(`no sign-in: ${response.status} ${await response.text()}`);
  const cookies = response.headers.getSetCookie().map((line) => {
    const [pair = ""] = line.split(";");
    const end = pair.indexOf("=");
    return {
      name: pair.slice(0, end),
      value: pair.slice(end + 1),
      domain: new URL(url).hostname,
      path: "/",
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: "Lax" as const,
    };
  });
  return { cookies, origins: [] };
}

function isExecutable(file: string | undefined): file is string {
  if (file === undefined || file === "") return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
