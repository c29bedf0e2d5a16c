import { expect, test } from "vitest";

import { renderGuide } from "./render-guide.ts";

const PICTURES = new Map(
  ["quay-light.png", "quay-dark.png", "pier-light.png"].map((name) => [
    name,
    { width: 1440, height: 900 },
  ]),
);

function render(text: string, root = "/docs") {
  return renderGuide(text, { root, pictures: PICTURES });
}

test("headings name the page and its sections, and can be linked to", () => {
  const { title, sections, html } = render("# The quay\n\n## With `docker` & co\n");
  expect(title).toBe("The quay");
  expect(sections).toEqual([{ id: "with-docker-co", title: "With docker & co" }]);
  expect(html).toContain('<h2 id="with-docker-co">With <code>docker</code> &amp; co</h2>');
});

test("links between pages lead below the guide, wherever that is", () => {
  const { html } = render(
    "[a](searching.md#sizes) [b](getting-started.md) [c](https://example.org)",
    "/minato/docs",
  );
  expect(html).toContain('href="/minato/docs/searching#sizes"');
  expect(html).toContain('href="/minato/docs"');
  expect(html).toContain('href="https://example.org" target="_blank" rel="noreferrer"');
});

test("HTML in the text is shown, not obeyed", () => {
  const { html } = render("a <img src=x onerror=alert(1)>\n\n<script>alert(1)</script>\n");
  expect(html).not.toContain("<img");
  expect(html).not.toContain("<script");
});

test("a wide table scrolls by itself", () => {
  expect(render("| a |\n| - |\n| `b` |\n").html).toContain(
    '<div class="guide-table"><table><thead><tr><th>a</th></tr></thead><tbody><tr><td><code>b</code></td></tr></tbody></table></div>',
  );
});

test("a picture of each theme has its place before it is there", () => {
  const { html } = render("![The “quay”](../images/quay-dark.png)", "/minato/docs");
  expect(html.match(/<a.*?<\/a>/g)).toEqual(
    ["light", "dark"].map((theme) => {
      const address = `/minato/docs/images/quay-${theme}.png`;
      return `<a href="${address}" class="for-${theme}"><img src="${address}" alt="The “quay”" width="1440" height="900" loading="lazy"></a>`;
    }),
  );
});

test("a picture that is not there for both themes is found when the page is read", () => {
  expect(() => render("![A pier](../images/pier-light.png)")).toThrow("no picture pier-dark.png");
});
