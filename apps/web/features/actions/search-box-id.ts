/** The field that `/` goes to. */
export const SEARCH_BOX = "search-box";
