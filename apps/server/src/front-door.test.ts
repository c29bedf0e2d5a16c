import { parseEnvironment } from "@minato/kit";
import { expect, onTestFinished, test } from "vitest";

import { FrontDoor } from "./front-door.ts";

async function openDoor() {
  const door = new FrontDoor();
  onTestFinished(() => door.close());
  const port = await door.listen(parseEnvironment({ PORT: "0", HOST: "127.0.0.1" }));
  const origin = `http://127.0.0.1:${port}`;
  const ask = (path: string, headers: Record<string, string> = {}) =>
    fetch(origin + path, { headers });
  return { door, ask };
}

/** As Chromium and Firefox ask for a page. */
const PAGE = { accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8" };

test("programs are told in JSON that the server starts", async () => {
  const { door, ask } = await openDoor();
  door.announce("Loading the web app");
  const answer = await ask("/api/v1/search");
  expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "2"]);
  expect(await answer.json()).toEqual({
    code: "SERVICE_UNAVAILABLE",
    message: "Minato is starting: Loading the web app",
  });
  for (const headers of [{}, PAGE]) {
    const health = await ask("/api/v1/health?x=1", headers);
    expect(await health.json()).toEqual({ status: "starting", step: "Loading the web app" });
  }
});

test("people see a page in their language, which asks again by itself", async () => {
  const { door, ask } = await openDoor();
  door.announce("<step> & more");
  const answer = await ask("/keys", { ...PAGE, "accept-language": "de-DE,de;q=0.9,en;q=0.8" });
  expect(answer.status).toBe(503);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  const page = await answer.text();
  expect(page).toContain('<html lang="de">');
  expect(page).toContain('<meta http-equiv="refresh" content="2">');
  expect(page).toContain("&lt;step> &amp; more");
  expect(await (await ask("/", PAGE)).text()).toContain("<title>Minato is starting</title>");
});
