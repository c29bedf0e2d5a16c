import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";

import { tokenize, tokenizeQuery } from "@minato/search-text";

import {
  type BenchAnswer,
  type BenchEngine,
  type BenchQuery,
  FEW_HITS,
  MANY_WORDS,
  PAGE,
} from "./search-engine.ts";
import { measureDirectory } from "./search-own.ts";

/** The parts of the native binding that are used; it comes without types. */
interface Binding {
  SchemaBuilder: new () => {
    addTextField(name: string, options: object): void;
    addUnsignedField(name: string, options: object): void;
    build(): object;
  };
  Index: new (schema: object, directory: string) => TantivyIndex;
  Document: new () => {
    addText(name: string, text: string): void;
    addUnsigned(name: string, value: number): void;
  };
  Query: {
    allQuery(): object;
    termQuery(schema: object, field: string, value: string | number): object;
    fuzzyTermQuery(
      schema: object,
      field: string,
      text: string,
      distance: number,
      transpositions: boolean,
      prefix: boolean,
    ): object;
    booleanQuery(parts: { occur: unknown; query: object }[]): object;
  };
  Occur: { Must: unknown; Should: unknown };
  Order: { Desc: unknown };
}

interface TantivyIndex {
  writer(
    heapBytes: number,
    threads: number,
  ): {
    addDocument(document: object): void;
    commit(): void;
    waitMergingThreads(): void;
  };
  reload(): void;
  searcher(): Searcher;
}

interface Searcher {
  search(
    query: object,
    limit: number,
    count: boolean,
    field: string | undefined,
    offset: number,
    order: unknown,
  ): { count: number; hits: { docAddress: object }[] };
  doc(address: object): { getFirst(name: string): number };
}

const PACKAGE = "@oxdev03/node-tantivy-binding-linux-x64-gnu";
const HEAP_BYTES = 200_000_000;
const DIGIT = /\p{N}/u;

/** Tantivy over the same words, or nothing where its binding is not installed. */
export async function startTantivy(
  directory: string,
): Promise<(BenchEngine & { withRelevance: BenchEngine }) | undefined> {
  const binding = loadBinding();
  if (binding === undefined) return undefined;
  await mkdir(directory, { recursive: true });
  const builder = new binding.SchemaBuilder();
  builder.addTextField("title", {
    stored: false,
    tokenizerName: "whitespace",
    indexOption: "position",
  });
  builder.addUnsignedField("id", { stored: true, indexed: false, fast: true });
  builder.addUnsignedField("seeders", { stored: false, indexed: false, fast: true });
  builder.addUnsignedField("category", { stored: false, indexed: true, fast: true });
  const schema = builder.build();
  const index = new binding.Index(schema, directory);
  const writer = index.writer(HEAP_BYTES, 1);
  let searcher = index.searcher();
  const ask = (query: BenchQuery, field: string | undefined): BenchAnswer => {
    const run = (isTolerant: boolean): BenchAnswer => {
      const built = buildQuery(binding, schema, query, isTolerant);
      const found = searcher.search(built, PAGE, true, field, query.offset, binding.Order.Desc);
      const ids = found.hits.map((hit) => searcher.doc(hit.docAddress).getFirst("id"));
      return { ids, total: found.count };
    };
    const exact = run(false);
    const words = tokenizeQuery(query.text).tokens.length;
    const enough = words >= MANY_WORDS ? 1 : FEW_HITS;
    return (exact.total ?? 0) < enough && words > 0 ? run(true) : exact;
  };
  const engine: BenchEngine = {
    name: "Tantivy",
    add: async (from, records) => {
      for (const [at, record] of records.entries()) {
        const document = new binding.Document();
        document.addText("title", tokenize(record.title).join(" "));
        document.addUnsigned("id", from + at);
        document.addUnsigned("seeders", (record.seeders ?? -1) + 1);
        document.addUnsigned("category", record.category ?? 0);
        writer.addDocument(document);
      }
    },
    finish: async () => {
      writer.commit();
      writer.waitMergingThreads();
      index.reload();
      searcher = index.searcher();
    },
    search: async (query) => ask(query, "seeders"),
    measureBytes: async () => measureDirectory(directory),
    close: async () => {},
  };
  const withRelevance = {
    ...engine,
    name: "Tantivy, BM25",
    search: async (query: BenchQuery) => ask(query, undefined),
  };
  return { ...engine, withRelevance };
}

function loadBinding(): Binding | undefined {
  try {
    // The binding comes without types.
    return createRequire(import.meta.url)(PACKAGE) as Binding;
  } catch (error) {
    const isMissing =
      error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND";
    if (!isMissing) throw error;
    return undefined;
  }
}

function buildQuery(
  binding: Binding,
  schema: object,
  query: BenchQuery,
  isTolerant: boolean,
): object {
  const parts = tokenizeQuery(query.text)
    .tokens.filter((token) => !token.isOptional && !token.isExcluded)
    .map(({ beginning, synonyms = [], ...token }) => {
      const { text, isPrefix } =
        beginning === undefined ? token : { text: beginning, isPrefix: true };
      const edits = isTolerant ? allowedEdits(text) : 0;
      const isPlain = edits === 0 && !isPrefix;
      const word = isPlain
        ? binding.Query.termQuery(schema, "title", text)
        : binding.Query.fuzzyTermQuery(schema, "title", text, edits, true, isPrefix);
      if (synonyms.length === 0) return word;
      const others = synonyms.map((other) => binding.Query.termQuery(schema, "title", other));
      return binding.Query.booleanQuery(
        [word, ...others].map((one) => ({ occur: binding.Occur.Should, query: one })),
      );
    });
  if (query.category !== undefined) {
    parts.push(binding.Query.termQuery(schema, "category", Number(query.category)));
  }
  if (parts.length === 0) return binding.Query.allQuery();
  if (parts.length === 1) return parts[0]!;
  return binding.Query.booleanQuery(
    parts.map((part) => ({ occur: binding.Occur.Must, query: part })),
  );
}

function allowedEdits(text: string): number {
  if (DIGIT.test(text)) return 0;
  return text.length >= 8 ? 2 : text.length >= 4 ? 1 : 0;
}
