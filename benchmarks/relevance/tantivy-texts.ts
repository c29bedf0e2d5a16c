import { mkdir } from "node:fs/promises";
import { createRequire } from "node:module";

import { tokenize, tokenizeQuery } from "@minato/search-text";

import type { CorpusRecord } from "../corpus.ts";
import { FEW_HITS } from "../search-engine.ts";
import { listFileWords, type RankingEngine } from "./ranking-engine.ts";

/** The parts of the native binding that are used; it comes without types. */
interface Binding {
  SchemaBuilder: new () => {
    addTextField(name: string, options: object): void;
    addUnsignedField(name: string, options: object): void;
    build(): object;
  };
  Index: new (
    schema: object,
    directory: string,
  ) => {
    writer(
      heapBytes: number,
      threads: number,
    ): {
      addDocument(document: object): void;
      commit(): void;
      waitMergingThreads(): void;
    };
    reload(): void;
    searcher(): {
      search(
        query: object,
        limit: number,
        count: boolean,
      ): {
        count: number;
        hits: { docAddress: object }[];
      };
      doc(address: object): { getFirst(field: string): number };
    };
  };
  Document: new () => {
    addText(name: string, text: string): void;
    addUnsigned(name: string, value: number): void;
  };
  Query: Readonly<Record<string, (...parameters: unknown[]) => object>>;
  Occur: { Must: unknown; Should: unknown };
}

const PACKAGE = "@oxdev03/node-tantivy-binding-linux-x64-gnu";
const HEAP_BYTES = 256 * 2 ** 20;
const TEN = 10;
/** Words of titles before words of files; a typing error halves what a word counts. */
const TITLE_BOOST = 4;
const TYPO_BOOST = 0.5;

/** Fills Tantivy by BM25, with typing errors forgiven by the rules of our index. */
export async function startTantivyTexts(
  directory: string,
  records: readonly CorpusRecord[],
): Promise<RankingEngine | undefined> {
  const binding = loadBinding();
  if (binding === undefined) return undefined;
  await mkdir(directory, { recursive: true });
  const builder = new binding.SchemaBuilder();
  for (const field of ["title", "files"]) {
    builder.addTextField(field, {
      stored: false,
      tokenizerName: "whitespace",
      indexOption: "position",
    });
  }
  builder.addUnsignedField("id", { stored: true, indexed: false, fast: true });
  const schema = builder.build();
  const index = new binding.Index(schema, directory);
  const writer = index.writer(HEAP_BYTES, 1);
  for (const [id, record] of records.entries()) {
    const document = new binding.Document();
    document.addText("title", tokenize(record.title).join(" "));
    document.addText("files", listFileWords(record).join(" "));
    document.addUnsigned("id", id);
    writer.addDocument(document);
  }
  writer.commit();
  writer.waitMergingThreads();
  index.reload();
  const searcher = index.searcher();
  const run = (text: string, isTolerant: boolean) =>
    searcher.search(writeQuery(binding, schema, text, isTolerant), TEN, true);
  return {
    name: "Tantivy, BM25",
    async search(text) {
      const exact = run(text, false);
      const found = exact.count >= FEW_HITS ? exact : run(text, true);
      return found.hits.map((hit) => searcher.doc(hit.docAddress).getFirst("id"));
    },
    close: async () => {},
  };
}

function writeQuery(binding: Binding, schema: object, text: string, isTolerant: boolean): object {
  const { Query, Occur } = binding;
  const call = (name: string, ...parameters: unknown[]): object => Query[name]!(...parameters);
  const tokens = tokenizeQuery(text).tokens.filter((token) => !token.isOptional);
  const parts = tokens.map(({ beginning, synonyms = [], ...token }) => {
    const word = beginning ?? token.text;
    const isPrefix = token.isPrefix || beginning !== undefined;
    const choices = [
      call("boostQuery", call("termQuery", schema, "title", word), TITLE_BOOST),
      call("termQuery", schema, "files", word),
      ...synonyms.map((other) =>
        call("boostQuery", call("termQuery", schema, "title", other), TITLE_BOOST),
      ),
    ];
    const edits = isTolerant ? allowedEdits(word) : 0;
    if (edits > 0 || isPrefix) {
      const similar = call("fuzzyTermQuery", schema, "title", word, edits, true, isPrefix);
      choices.push(call("boostQuery", similar, TYPO_BOOST));
    }
    return call("disjunctionMaxQuery", choices);
  });
  return call(
    "booleanQuery",
    parts.map((query) => ({ occur: Occur.Must, query })),
  );
}

function allowedEdits(word: string): number {
  if (/\p{N}/u.test(word)) return 0;
  return word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
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
