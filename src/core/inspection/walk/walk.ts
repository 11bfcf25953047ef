import { isNamedSecret } from "#core/kinds";
import { Double, Uint } from "#core/language";
import type { Path } from "#core/model";
import type { ContentFinding, Hit } from "../finding.ts";
import { decodeBase64, encodeBase64 } from "./base64.ts";
import { lookEncoded } from "./encoded.ts";
import { lookAcross } from "./joined.ts";
import { jsonTokens } from "./json-tokens.ts";
import { redactedLabels, replaceSpans, type Replacement } from "./replace.ts";

export interface WalkRules {
  readonly redact: readonly string[];
  readonly mostCharacters: number;
}

const MOST_FINDINGS = 100;
const MOST_DEPTH = 64;
const MOST_VALUES = 200_000;
/** How often what is written in a text is read again: base64 in JSON in base64, and no more. */
const MOST_LAYERS = 3;
/** Numbers with fewer digits are of nobody: lists of them are long, and stay cheap. */
const SHORTEST_NUMBER = 9;

type Place = Pick<ContentFinding, "where" | "inKey">;

/** One pass over some content, that finds and takes out at once. */
export class Walk {
  readonly labels: Set<string> = new Set();
  readonly findings: ContentFinding[] = [];
  count = 0;
  readonly #look: (text: string) => readonly Hit[];
  readonly #redact: ReadonlySet<string>;
  #characters: number;
  #values = MOST_VALUES;

  constructor(look: (text: string) => readonly Hit[], { redact, mostCharacters }: WalkRules) {
    this.#look = look;
    this.#redact = new Set(redact);
    this.#characters = mostCharacters;
  }

  /** The value without what is to be taken out. `name` is what it is called, since that can give a secret away. */
  value(value: unknown, where: Path, name: string | null): unknown {
    this.#values -= 1;
    if (this.#values < 0 || where.length > MOST_DEPTH) return this.#uninspected(value, where, "too-much");
    if (typeof value === "string") return this.#named(value, { where, inKey: false }, name);
    if (isNumber(value)) return this.#number(value, where);
    if (Array.isArray(value)) return this.#list(value, where);
    return typeof value === "object" && value !== null ? this.#object(value, where) : value;
  }

  #number(value: number | bigint | Double | Uint, where: Path): unknown {
    const text = String(typeof value === "object" ? value.value : value);
    if (text.length < SHORTEST_NUMBER) return value;
    const after = this.#text(text, { where, inKey: false }, MOST_LAYERS);
    return after === text ? value : after;
  }

  #list(list: readonly unknown[], where: Path): readonly unknown[] {
    const after = this.#across(
      list.map((item, index) => this.value(item, [...where, index], null)),
      where,
    );
    return after.some((item, index) => item !== list[index]) ? after : list;
  }

  /** What was cut between the texts of a content, of each of which all is taken out then. */
  #across(list: readonly unknown[], where: Path): readonly unknown[] {
    const parts = list.flatMap((item, index) => (isTextPart(item) ? [{ item, index }] : []));
    const texts = parts.map(({ item }) => item.text);
    const after = [...list];
    for (const { hit, from, to } of lookAcross(texts, this.#look)) {
      this.#add(
        { ...hit, start: 0, end: texts[from]?.length ?? 0 },
        { where: [...where, parts[from]?.index ?? 0, "text"], inKey: false },
      );
      if (!this.#redact.has(hit.label)) continue;
      for (const { item, index } of parts.slice(from, to + 1))
        after[index] = { ...item, text: redactedLabels([hit.label]) };
    }
    return after;
  }

  #object(object: object, where: Path): object {
    const entries: readonly (readonly [string, unknown])[] = Object.entries(object);
    const { name: called, value: variable } = ownTexts(object);
    const isTyped = TYPE_FIELDS.some((field) => typeof ownOf(object, field) === "string");
    let changed = false;
    const after = entries.map(([key, value]): readonly [string, unknown] => {
      const newKey = this.#text(key, { where, inKey: true }, 1);
      const place = [...where, newKey];
      const isBinary = isTyped && BINARY_FIELDS.has(key) && typeof value === "string" && isBase64(value);
      const name =
        key === "value" && variable !== null && called !== null && isNamedSecret(called, variable) ? called : key;
      const newValue = isBinary ? this.#binary(value, place) : this.value(value, place, name);
      changed ||= newKey !== key || newValue !== value;
      return [newKey, newValue];
    });
    return changed ? withEveryKey(after) : object;
  }

  /** What stands beside its type is base64: read where it is text, and a finding where it is none. */
  #binary(data: string, where: Path): string {
    const decoded = decodeBase64(data);
    if (decoded === null) return this.#uninspected(data, where, "binary");
    const after = this.#text(decoded, { where, inKey: false }, MOST_LAYERS - 1);
    return after === decoded ? data : encodeBase64(after);
  }

  #named(text: string, place: Place, name: string | null): string {
    if (name === null || !isNamedSecret(name, text)) return this.#text(text, place, MOST_LAYERS);
    const hit = { label: "secret", detector: "named-secret", start: 0, end: text.length };
    this.#add(hit, place);
    const after = this.#text(text, place, MOST_LAYERS);
    return this.#redact.has("secret") ? redactedLabels(["secret"]) : after;
  }

  #text(text: string, place: Place, layers: number): string {
    this.#characters -= text.length;
    if (this.#characters < 0) return this.#uninspected(text, place.where, "too-much");
    const tokens = jsonTokens(text);
    if (tokens !== null && layers > 0) return this.#json(text, tokens, { place, layers });
    if (tokens !== null) this.#addUnread(text.length, place);
    const hits = this.#look(text);
    for (const hit of hits) this.#add(hit, place);
    const replacements: Replacement[] = hits.filter(({ label }) => this.#redact.has(label));
    replacements.push(...this.#encoded(text, place, layers));
    return replaceSpans(text, replacements);
  }

  /** What is written in code within a text, each part replaced by what remains of it. What nobody reads any deeper is a finding. */
  *#encoded(text: string, place: Place, layers: number): Generator<Replacement> {
    for (const { start, end, decoded, encode } of lookEncoded(text)) {
      if (decoded === null || layers === 0) {
        this.#addUnread(end - start, place);
        if (this.#redact.has("uninspected")) yield { start, end, label: "uninspected" };
        continue;
      }
      const after = this.#text(decoded, place, layers - 1);
      if (after !== decoded) yield { start, end, text: encode(after) };
    }
  }

  #addUnread(length: number, place: Place): void {
    this.#add({ label: "uninspected", detector: "encoded", start: 0, end: length }, place);
  }

  /** A text of JSON keeps its form: only its strings change, and numbers that are taken out become strings. */
  #json(
    text: string,
    tokens: NonNullable<ReturnType<typeof jsonTokens>>,
    { place, layers }: { readonly place: Place; readonly layers: number },
  ): string {
    const replacements: Replacement[] = [];
    for (const { start, end, content, name } of tokens) {
      const isSecret = name !== null && isNamedSecret(name, content);
      if (isSecret) this.#add({ label: "secret", detector: "named-secret", start, end }, place);
      const inner = this.#text(content, place, layers - 1);
      const after = isSecret && this.#redact.has("secret") ? redactedLabels(["secret"]) : inner;
      if (after !== content) replacements.push({ start, end, text: JSON.stringify(after) });
    }
    return replaceSpans(text, replacements);
  }

  #add(hit: Hit, place: Place): void {
    this.labels.add(hit.label);
    this.count += 1;
    if (this.findings.length < MOST_FINDINGS) this.findings.push({ ...hit, ...place });
  }

  #uninspected<T>(value: T, where: Path, detector: string): T | string {
    const end = typeof value === "string" ? value.length : 0;
    this.#add({ label: "uninspected", detector, start: 0, end }, { where, inKey: false });
    return this.#redact.has("uninspected") ? redactedLabels(["uninspected"]) : value;
  }
}

function isNumber(value: unknown): value is number | bigint | Double | Uint {
  return typeof value === "number" || typeof value === "bigint" || value instanceof Double || value instanceof Uint;
}

/** What says beside content of which type it is: MCP, the APIs of Anthropic, of others, and for sound that of OpenAI. */
const TYPE_FIELDS = ["mimeType", "media_type", "mime_type", "format"] as const;
const BINARY_FIELDS: ReadonlySet<string> = new Set(["blob", "data"]);

function isBase64(text: string): boolean {
  return /^[A-Za-z0-9+/_=\s-]*$/.test(text);
}

function ownOf(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? Reflect.get(object, key) : null;
}

function ownTexts(object: object): Record<"name" | "value", string | null> {
  const [name, value] = [ownOf(object, "name"), ownOf(object, "value")];
  return { name: typeof name === "string" ? name : null, value: typeof value === "string" ? value : null };
}

function isTextPart(item: unknown): item is { readonly text: string } {
  return typeof item === "object" && item !== null && typeof ownOf(item, "text") === "string";
}

/** Keys that became equal are told apart, so that none of the values is lost. */
function withEveryKey(entries: readonly (readonly [string, unknown])[]): object {
  const seen = new Map<string, number>();
  const unique = entries.map(([key, value]): readonly [string, unknown] => {
    const times = seen.get(key) ?? 0;
    seen.set(key, times + 1);
    return [times === 0 ? key : `${key} ${times + 1}`, value];
  });
  return Object.fromEntries(unique);
}
