import { defineModule } from "@minato/kit";

import { provideSearch } from "./provide.ts";
import { searchRouter } from "./router.ts";

/** Finds torrents by text and filters. */
export const searchModule = defineModule({
  name: "search",
  router: searchRouter,
  provide: provideSearch,
});
