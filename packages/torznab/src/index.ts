export {
  CATEGORIES,
  categoryName,
  expandCategory,
  findCategoryByName,
  isKnownCategory,
  parentCategory,
} from "./categories.ts";
export type { Subcategory, TopCategory } from "./categories.ts";
