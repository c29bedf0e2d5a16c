import { AppError } from "@minato/kit";

import { APPS, type AppKind } from "./app-kinds.ts";
import type { Indexer } from "./app-shapes.ts";

/** What an indexer is made of beside its template. */
export interface IndexerParts {
  kind: AppKind;
  name: string;
  /** Address up to `/api`. */
  feedUrl: string;
  apiKey: string;
  /** Instead of what suits the program. */
  categories: readonly number[] | undefined;
  /** Prowlarr's sync profile. */
  appProfileId: number | undefined;
}

const API_PATH = "/api";
const GENERIC_NAMES: readonly string[] = ["Generic Torznab", "Torznab"];

/**
 * The template of a plain Torznab indexer among all that a program offers.
 * @throws {AppError} BAD_REQUEST when it offers none
 */
export function findTemplate(schema: readonly Indexer[], kind: AppKind): Indexer {
  const templates = schema.filter(({ implementation }) => implementation === "Torznab");
  const found =
    templates.find(({ name }) => GENERIC_NAMES.includes(name)) ??
    templates.find((template) => !readField(template, "baseUrl")) ??
    templates[0];
  if (found !== undefined) return found;
  throw new AppError("BAD_REQUEST", `${APPS[kind].name} offers no Torznab indexer`);
}

/** Fills a template. */
export function describeIndexer(template: Indexer, parts: IndexerParts): Indexer {
  const { kind, name, feedUrl, apiKey, categories, appProfileId } = parts;
  const values: Record<string, unknown> = {
    ...APPS[kind].fields,
    ...(categories === undefined ? {} : { categories }),
    baseUrl: feedUrl,
    apiPath: API_PATH,
    apiKey,
  };
  // Presets of a template are other indexers.
  const { presets: _, id: __, ...rest } = template;
  return {
    ...rest,
    name,
    fields: setFields(template, values),
    ...(kind === "prowlarr" && appProfileId !== undefined ? { appProfileId } : {}),
    ...switchIndexer(template, kind, true),
  };
}

/** An indexer that a program has, with this address and key, switched on. */
export function withAddress<Known extends Indexer>(
  indexer: Known,
  kind: AppKind,
  { feedUrl, apiKey }: Pick<IndexerParts, "feedUrl" | "apiKey">,
): Known {
  const values = { baseUrl: feedUrl, apiPath: API_PATH, apiKey };
  const fields = setFields(indexer, values);
  return { ...indexer, ...switchIndexer(indexer, kind, true), fields };
}

function setFields(indexer: Indexer, values: Readonly<Record<string, unknown>>): Indexer["fields"] {
  return indexer.fields.map((field) =>
    Object.hasOwn(values, field.name) ? { ...field, value: values[field.name] } : field,
  );
}

/** The indexer switched on as far as it is able to, or off. */
export function switchIndexer(indexer: Indexer, kind: AppKind, isOn: boolean): Partial<Indexer> {
  if (kind === "prowlarr") return { enable: isOn };
  return {
    enableRss: isOn && indexer.supportsRss !== false,
    enableAutomaticSearch: isOn && indexer.supportsSearch !== false,
    enableInteractiveSearch: isOn && indexer.supportsSearch !== false,
  };
}

/** Whether anything of the indexer is switched on. */
export function isEnabled(indexer: Indexer): boolean {
  return [
    indexer.enable,
    indexer.enableRss,
    indexer.enableAutomaticSearch,
    indexer.enableInteractiveSearch,
  ].includes(true);
}

/** A name that no indexer of the program has. */
export function chooseName(wanted: string, indexers: readonly Indexer[]): string {
  const taken = new Set(indexers.map(({ name }) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!taken.has(name.toLowerCase())) return name;
  }
}

/** The value of a field as text; undefined when it has none. */
export function readField(indexer: Indexer, name: string): string | undefined {
  const value = indexer.fields.find((field) => field.name === name)?.["value"];
  return typeof value === "string" && value !== "" ? value : undefined;
}
