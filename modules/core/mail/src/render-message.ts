import type { MailKind, MailVariables } from "./message.ts";
import { CATALOGUES, type MailLanguage, type Words } from "./messages/catalogue.ts";

/** A message as it is sent. */
export interface RenderedMessage {
  subject: string;
  text: string;
  html: string;
}

/** What all messages of a server have in common. */
export interface MailSite {
  name: string;
  /** Without a trailing slash. */
  address: string;
}

/** Writes a message as text and as HTML that needs nothing from elsewhere. */
export function renderMessage<Kind extends MailKind>(
  kind: Kind,
  variables: MailVariables<Kind>,
  site: MailSite,
  language: MailLanguage = "en",
): RenderedMessage {
  const words = CATALOGUES[language][kind]({ ...variables, site: site.name });
  const link = "path" in variables ? `${site.address}${String(variables.path)}` : undefined;
  return {
    subject: words.subject.replaceAll(/\s+/g, " "),
    text: renderText(words, link, site),
    html: renderHtml(words, link, site),
  };
}

function renderText(
  { before, action, after = [] }: Words,
  link: string | undefined,
  site: MailSite,
) {
  const call = link === undefined ? [] : [`${action ?? "Open"}:\n${link}`];
  return `${[...before, ...call, ...after, `-- \n${site.name}\n${site.address}`].join("\n\n")}\n`;
}

function renderHtml(words: Words, link: string | undefined, site: MailSite): string {
  const { subject, before, action = "Open", after = [] } = words;
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  const href = escapeHtml(link ?? "");
  const call =
    link === undefined
      ? ""
      : `<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:10px 18px;border-radius:6px;background:#0f766e;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(action)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:#64748b;word-break:break-all">${href}</p>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px 16px;background:#f1f5f9">
<div style="max-width:520px;margin:0 auto;padding:28px;border-radius:10px;background:#ffffff;color:#0f172a;font:15px/1.55 system-ui,-apple-system,'Segoe UI',sans-serif">
<p style="margin:0 0 20px;font-weight:700;font-size:17px">${escapeHtml(site.name)}</p>
${before.map(paragraph).join("\n")}
${call}
${after.map(paragraph).join("\n")}
</div>
<p style="max-width:520px;margin:16px auto 0;text-align:center;font:13px system-ui,sans-serif;color:#64748b">${escapeHtml(site.address)}</p>
</body>
</html>
`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}
