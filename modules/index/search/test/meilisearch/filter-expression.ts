/** Filter expressions of Meilisearch, as its reference describes them. */
import { RequestError } from "./request-error.ts";

/** A document as it was sent. */
export type Stored = Readonly<Record<string, unknown>>;

/** Whether a document fulfils an expression. */
export type Predicate = (record: Stored) => boolean;

/** What the settings allow filters to do. */
export interface FilterRights {
  equality: ReadonlySet<string>;
  comparison: ReadonlySet<string>;
}

const TOKEN = /\s*(?:("(?:\\.|[^"\\])*")|(>=|<=|!=|[=<>()[\],])|(-?[\w.][\w.-]*))/y;

/** Reads an expression; throws the answer of the server when it is none or not allowed. */
export function readFilter(text: string, rights: FilterRights): Predicate {
  const reader = new FilterReader(splitTokens(text), rights);
  const predicate = reader.readAny();
  reader.expectEnd();
  return predicate;
}

class FilterReader {
  readonly #tokens: readonly string[];
  readonly #rights: FilterRights;
  #at = 0;

  constructor(tokens: readonly string[], rights: FilterRights) {
    this.#tokens = tokens;
    this.#rights = rights;
  }

  readAny(): Predicate {
    const choices = [this.#readAll()];
    while (this.#accept("OR")) choices.push(this.#readAll());
    return (record) => choices.some((choice) => choice(record));
  }

  expectEnd(): void {
    if (this.#at < this.#tokens.length) fail(`unexpected ${this.#tokens[this.#at]}`);
  }

  #readAll(): Predicate {
    const parts = [this.#readOne()];
    while (this.#accept("AND")) parts.push(this.#readOne());
    return (record) => parts.every((part) => part(record));
  }

  #readOne(): Predicate {
    if (this.#accept("NOT")) {
      const inner = this.#readOne();
      return (record) => !inner(record);
    }
    if (this.#accept("(")) {
      const inner = this.readAny();
      this.#expect(")");
      return inner;
    }
    return this.#readCondition(this.#next());
  }

  #readCondition(attribute: string): Predicate {
    if (!this.#rights.equality.has(attribute)) fail(`attribute ${attribute} is not filterable`);
    const operator = this.#next();
    const values = (record: Stored) => listValues(record[attribute]);
    switch (operator) {
      case "=":
      case "IN": {
        const wanted = new Set(operator === "=" ? [this.#readValue()] : this.#readList());
        return (record) => values(record).some((value) => wanted.has(fold(value)));
      }
      case "STARTS": {
        this.#expect("WITH");
        const start = this.#readValue();
        return (record) => values(record).some((value) => fold(value).startsWith(start));
      }
      case "EXISTS":
        return (record) => Object.hasOwn(record, attribute);
      case "IS":
        this.#expect("NULL");
        return (record) => record[attribute] === null;
      case ">=":
      case "<=":
      case "<":
      case ">":
        return this.#readComparison(attribute, operator);
      default:
        return fail(`unknown operator ${operator}`);
    }
  }

  #readComparison(attribute: string, operator: string): Predicate {
    if (!this.#rights.comparison.has(attribute)) {
      fail(`operator ${operator} is not allowed for the attribute ${attribute}`);
    }
    const bound = Number(this.#readValue());
    if (!Number.isFinite(bound)) fail("expected a number");
    return (record) =>
      listValues(record[attribute]).some((value) => {
        if (typeof value !== "number") return false;
        if (operator === ">=") return value >= bound;
        if (operator === "<=") return value <= bound;
        return operator === ">" ? value > bound : value < bound;
      });
  }

  #readList(): string[] {
    this.#expect("[");
    const values: string[] = [];
    while (!this.#accept("]")) {
      values.push(this.#readValue());
      if (this.#tokens[this.#at] !== "]") this.#expect(",");
    }
    return values;
  }

  #readValue(): string {
    const token = this.#next();
    if (/^[=<>()[\],]/.test(token)) fail(`expected a value, found ${token}`);
    return fold(token.startsWith('"') ? token.slice(1, -1).replaceAll('\\"', '"') : token);
  }

  #next(): string {
    return this.#tokens[this.#at++] ?? fail("the expression ends too early");
  }

  #accept(token: string): boolean {
    if (this.#tokens[this.#at] !== token) return false;
    this.#at += 1;
    return true;
  }

  #expect(token: string): void {
    if (!this.#accept(token)) fail(`expected ${token}, found ${this.#tokens[this.#at]}`);
  }
}

function splitTokens(text: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.trimEnd().length) {
    const match = TOKEN.exec(text) ?? fail(`cannot be read: ${text}`);
    tokens.push(match[0].trim());
  }
  return tokens;
}

function listValues(value: unknown): (string | number)[] {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === "string" || typeof one === "number");
}

/** Texts are compared without regard to case. */
function fold(value: string | number): string {
  return String(value).toLowerCase();
}

function fail(message: string): never {
  throw new RequestError(400, "invalid_search_filter", message);
}
