/** Look of a line of the palette. */
export const ITEM_STYLE =
  "flex h-10 cursor-pointer items-center gap-3 rounded-md px-3 text-ink-soft data-[selected=true]:bg-accent-wash data-[selected=true]:text-ink pointer-coarse:h-11";

/** Look of its lines below a heading. */
export const GROUP_STYLE =
  "[&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-caption [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint";
