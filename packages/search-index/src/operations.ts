import type { SearchDocument } from "./schema.ts";

/** Adds a document or takes the place of the one with the same id. */
export interface PutOperation {
  kind: "put";
  document: SearchDocument;
}

/** Removes the document with an id, if there is one. */
export interface DeleteOperation {
  kind: "delete";
  id: number;
}

/** Changes numbers of the document with an id, if there is one; `undefined` makes them absent. */
export interface PatchOperation {
  kind: "patch";
  id: number;
  values: Readonly<Record<string, number | undefined>>;
}

/** A change of the index. */
export type Operation = PutOperation | DeleteOperation | PatchOperation;
