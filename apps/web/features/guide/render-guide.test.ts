import { expect, test } from "vitest";

import { renderGuide } from "./render-guide.ts";

test("headings name the page and its sections, and can be linked to", () => {
  const { title, sections, html } = renderGuide("# The quay\n\n## With `docker` & co\n", "/docs");
  expect(title).toBe("The quay");
  expect(sections).toEqual([{ id: "with-docker-co", title: "With docker & co" }]);
  expect(html).toContain('<h2 id="with-docker-co">With <code>docker</code> &amp; co</h2>');
});

test("links between pages lead below the guide, wherever that is", () => {
  const { html } = renderGuide(
    "[a](searching.md#sizes) [b](getting-started.md) [c](https://example.org)",
    "/minato/docs",
  );
  expect(html).toContain('href="/minato/docs/searching#sizes"');
  expect(html).toContain('href="/minato/docs"');
  expect(html).toContain('href="https://example.org" target="_blank" rel="noreferrer"');
});

test("HTML in the text is shown, not obeyed", () => {
  const { html } = renderGuide(
    "a <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n",
    "/docs",
  );
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<script");
});

test("a wide table scrolls by itself", () => {
  expect(renderGuide("| a |\n| - |\n| `b` |\n", "/docs").html).toContain(
    '<div class="guide-table"><table><thead><tr><th>a</th></tr></thead><tbody><tr><td><code>b</code></td></tr></tbody></table></div>',
  );
});
