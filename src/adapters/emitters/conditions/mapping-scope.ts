import type { Mapping, SourceExpression } from "#core/documents";
import type { ValueObject } from "#core/language";
import { parseAsWritten } from "../expressions/parse.ts";
import { all, any, NEVER, not, opaque, type Condition } from "./condition.ts";
import { partlyKnown, type Given } from "./partly-known.ts";
import { ABSENT, attributeAt, choice, known, one, untold } from "./symbolic/cases.ts";
import type { SymbolicEvaluator } from "./symbolic/evaluate.ts";
import { withoutNull } from "./symbolic/fields.ts";
import type { Symbolic } from "./symbolic/leaf.ts";

/** How other resources count, which a request for one resource does not show: as if there were none, or as what cannot be told. */
export type Links = "absent" | "untold";

/** A mapping at work on resources of one type, or on one whose attributes are known, all or some. */
interface Mapped {
  readonly mapping: Mapping;
  readonly type: string;
  readonly native?: ValueObject;
  readonly given?: Given;
}

/** What a mapping makes of a native resource of one type. */
export class MappingScope {
  /** What the source says of the resource. */
  readonly native: Symbolic;
  readonly #mapping: Mapping;
  readonly #type: string;
  readonly #links: Links;
  readonly #evaluator: SymbolicEvaluator;
  readonly #made = new Map<string, Symbolic>();
  readonly #read = new Map<string, Symbolic>();

  constructor({ mapping, type, native, given }: Mapped, links: Links, evaluator: SymbolicEvaluator) {
    const unknown = given === undefined ? attributeAt("native", []) : partlyKnown(given);
    this.native = native === undefined ? unknown : known(native);
    this.#mapping = mapping;
    this.#type = type;
    this.#links = links;
    this.#evaluator = evaluator;
  }

  /** Whether the mapping takes a resource at all. */
  get applies(): Symbolic {
    return this.#mapping.when === null ? known(true) : this.#once("when", this.#mapping.when);
  }

  /** A property of the kind, or the record of those that begin with the path; absent where there is none. */
  property(path: string): Symbolic {
    const { properties } = this.#mapping;
    const source = Object.hasOwn(properties, path) ? properties[path] : undefined;
    if (source !== undefined) return this.#noted(path, withoutNull(this.#once(`property ${path}`, source)));
    const field = (name: string): Symbolic => this.property(path === "" ? name : `${path}.${name}`);
    const record = one({ kind: "object", name: "the properties", field });
    if (path === "") return record;
    const parts = Object.keys(properties).filter((name) => name.startsWith(`${path}.`));
    const isGone = all(...parts.map((name) => absence(this.property(name))));
    return choice(
      { yes: isGone, no: not(isGone) },
      () => ABSENT,
      () => record,
    );
  }

  /** Where every property is there that was read so far, apart from those that never are. */
  get measured(): Condition {
    const absences = [...this.#read.values()].map(absence).filter(({ kind }) => kind !== "always");
    return all(...absences.map(not));
  }

  #noted(path: string, property: Symbolic): Symbolic {
    this.#read.set(path, property);
    return property;
  }

  #once(key: string, source: SourceExpression): Symbolic {
    const before = this.#made.get(key);
    if (before !== undefined) return before;
    const made = this.#evaluator.evaluate(parseAsWritten(source), (name) => this.#root(name));
    this.#made.set(key, made);
    return made;
  }

  #root(name: string): Symbolic | undefined {
    switch (name) {
      case "native":
        return this.native;
      case "item":
        return attributeAt("item", []);
      case "type":
        return known(this.#type);
      case "provider":
        return known(this.#mapping.provider);
      case "labels":
        return labels;
      case "links":
        return one({ kind: "object", name: "links", field: (link) => this.#link(link) });
      case "variables":
        return one({ kind: "object", name: "variables", field: (variable) => this.#variable(variable) });
      default:
        return name === "id" || name === "name" || name === "scope" ? attributeAt("resource", [name]) : undefined;
    }
  }

  #link(name: string): Symbolic {
    const rule = Object.hasOwn(this.#mapping.links, name) ? this.#mapping.links[name] : undefined;
    if (rule === undefined || this.#links === "untold")
      return untold(`it joins other resources (\`links.${name}\`), which a request for one does not show`);
    return rule.many ? known([]) : one({ kind: "value", value: null });
  }

  #variable(name: string): Symbolic {
    const found = this.#mapping.variables.find((one) => one.name === name);
    return found === undefined ? ABSENT : this.#once(`variable ${name}`, found.expression);
  }
}

/** When nothing is there; a value that cannot be computed is something. */
function absence(symbolic: Symbolic): Condition {
  const cases = symbolic.map(({ when, leaf }) => {
    if (leaf.kind === "opaque") return all(when, opaque(leaf.reason));
    return leaf.kind === "absent" ? when : NEVER;
  });
  return any(...cases);
}

/** Labels by their keys. */
export const labels: Symbolic = one({
  kind: "object",
  name: "the labels",
  field: (key) => attributeAt("label", [key]),
});
