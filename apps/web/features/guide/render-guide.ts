import { Marked, type Tokens } from "marked";

import type { PictureSize } from "./guide-pictures.ts";

/** A page of the guide as HTML. */
export interface RenderedGuide {
  title: string;
  sections: { id: string; title: string }[];
  html: string;
}

/** Each picture is there twice; the browser loads the one that fits the page. */
const THEMES = ["light", "dark"];

interface RenderOptions {
  /** Path of the guide's first page. */
  root: string;
  /** Its pictures by file name. */
  pictures: ReadonlyMap<string, PictureSize>;
}

/**
 * Renders a page of our own guide. HTML in the text is shown as text, links to other pages and
 * pictures lead below `root`, and every heading can be linked to.
 * @throws Error when a picture is named that is not there for both themes
 */
export function renderGuide(text: string, { root, pictures }: RenderOptions): RenderedGuide {
  const sections: RenderedGuide["sections"] = [];
  let title = "";
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth, text: raw }: Tokens.Heading) {
        const plain = raw.replaceAll(/[`*_]/g, "");
        const id = toId(plain);
        if (depth === 1) title = plain;
        if (depth === 2) sections.push({ id, title: plain });
        return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }: Tokens.Link) {
        const content = this.parser.parseInline(tokens);
        const isForeign = /^https?:/.test(href);
        const target = isForeign ? ' target="_blank" rel="noreferrer"' : "";
        return `<a href="${escapeHtml(resolveLink(href, root))}"${target}>${content}</a>`;
      },
      image({ href, text: description }: Tokens.Image) {
        const name = href.replace(/^\.\.\/images\//, "");
        return THEMES.map((theme) => {
          const ofTheme = name.replace(/-(light|dark)\.png$/, `-${theme}.png`);
          const size = pictures.get(ofTheme);
          if (size === undefined) throw new Error(`the guide has no picture ${ofTheme}`);
          const address = `${root}/images/${ofTheme}`;
          const place = `width="${size.width}" height="${size.height}" loading="lazy"`;
          // A phone shows it whole when it is pressed.
          return `<a href="${address}" class="for-${theme}"><img src="${address}" alt="${escapeHtml(description)}" ${place}></a>`;
        }).join("");
      },
      table(token: Tokens.Table) {
        const row = (cells: Tokens.TableCell[], tag: "th" | "td") =>
          `<tr>${cells.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join("")}</tr>`;
        const body = token.rows.map((cells) => row(cells, "td")).join("");
        return `<div class="guide-table"><table><thead>${row(token.header, "th")}</thead><tbody>${body}</tbody></table></div>\n`;
      },
      code({ text: raw }: Tokens.Code) {
        // What is wider than a phone is scrolled, with the keyboard too.
        return `<pre tabindex="0"><code>${escapeHtml(raw)}\n</code></pre>\n`;
      },
      html: ({ text: raw }: Tokens.HTML | Tokens.Tag) => escapeHtml(raw),
    },
  });
  const html = marked.parse(text, { async: false });
  return { title, sections, html };
}

function resolveLink(href: string, root: string): string {
  const [, name, fragment = ""] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  if (name === undefined) return href;
  return (name === "getting-started" ? root : `${root}/${name}`) + fragment;
}

function toId(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\d]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
