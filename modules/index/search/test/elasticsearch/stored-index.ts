/** Documents of an index and how its mapping takes them apart. */
import { refuse } from "./request-error.ts";

/** A document as it was sent. */
export type Source = Readonly<Record<string, unknown>>;

/** The words of a text, one list for each place. */
export type Places = string[][];

/** A field of a mapping. */
export interface FieldMapping {
  type: string;
  analyzer?: string;
  positive_score_impact?: boolean;
  fields?: Record<string, FieldMapping>;
}

/** What an index is made with. */
export interface IndexBody {
  settings: {
    analysis: {
      filter: { edges: { min_gram: number; max_gram: number } };
    };
  };
  mappings: { dynamic: "strict"; properties: Record<string, FieldMapping> };
}

/** A document that searches see. */
export interface Visible {
  id: string;
  source: Source;
  places: Map<string, Places>;
}

/** An index; what is written is seen after a refresh. */
export class StoredIndex {
  readonly body: IndexBody;
  readonly written = new Map<string, Source>();
  visible: Visible[] = [];

  constructor(body: IndexBody) {
    this.body = body;
  }

  put(id: string, source: Source): void {
    for (const name of Object.keys(source)) {
      if (this.fieldOf(name) === undefined) refuse(`strict_dynamic_mapping: ${name}`);
      this.#check(name, source[name]);
    }
    this.written.set(id, source);
  }

  refresh(): void {
    this.visible = [...this.written].map(([id, source]) => ({
      id,
      source,
      places: this.#analyze(source),
    }));
  }

  /** The mapping of a field, `words.edges` being a part of `words`. */
  fieldOf(path: string): FieldMapping | undefined {
    const [name = "", part] = path.split(".");
    const field = this.body.mappings.properties[name];
    return part === undefined ? field : field?.fields?.[part];
  }

  #check(name: string, value: unknown): void {
    const { type } = this.fieldOf(name)!;
    const values = [value].flat().filter((one) => one !== null);
    const isNumber = ["integer", "long", "double", "date", "rank_feature"].includes(type);
    for (const one of values) {
      if (isNumber ? typeof one !== "number" : typeof one !== "string") {
        refuse(`mapper_parsing_exception: ${name} is ${String(one)}`);
      }
      if (type === "rank_feature" && Number(one) <= 0) refuse(`${name} must be positive`);
    }
  }

  #analyze(source: Source): Map<string, Places> {
    const places = new Map<string, Places>();
    for (const [name, field] of Object.entries(this.body.mappings.properties)) {
      if (field.type !== "text") continue;
      const text = String(source[name] ?? "");
      const words = text.split(/\s+/).map((place) => place.split("_").filter(Boolean));
      places.set(name, words);
      if (field.fields?.["edges"] !== undefined) {
        places.set(
          `${name}.edges`,
          words.map((forms) => forms.flatMap((form) => this.#edges(form))),
        );
      }
    }
    return places;
  }

  #edges(word: string): string[] {
    const { min_gram: min, max_gram: max } = this.body.settings.analysis.filter.edges;
    const letters = Array.from(word);
    const edges: string[] = [];
    for (let length = min; length <= Math.min(max, letters.length); length++) {
      edges.push(letters.slice(0, length).join(""));
    }
    return edges;
  }
}
