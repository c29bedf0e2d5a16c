/** Texts of the guide's frame; the pages are Markdown of their own. */
export const guideMessages = {
  "guide.title": "Guide",
  "guide.pages": "Pages of the guide",
  "guide.all": "All pages",
  "guide.next": "Next:",
  "guide.open": "User’s guide",
} as const;
