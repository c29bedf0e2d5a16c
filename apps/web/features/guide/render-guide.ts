import { Marked, type Tokens } from "marked";

/** A page of the guide as HTML. */
export interface RenderedGuide {
  title: string;
  sections: { id: string; title: string }[];
  html: string;
}

/**
 * Renders a page of our own guide. HTML in the text is shown as text, links to other pages lead
 * below `root`, and every heading can be linked to.
 */
export function renderGuide(text: string, root: string): RenderedGuide {
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
