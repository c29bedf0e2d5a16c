import type { Module } from "@minato/kit";

/** Every module of the product, lower ones first. To add one: a folder and a line here. */
export const modules: readonly Module[] = [];
