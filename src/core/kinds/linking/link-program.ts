import type { LinkRule, Mapping } from "#core/documents";
import { splitPath } from "../native-path.ts";
import { parseComposition, type Composition } from "./composed-name.ts";

/** A link rule made ready: attribute paths are split. */
export interface LinkProgram {
  readonly name: string;
  readonly types: readonly string[];
  readonly ours: AttributeSet;
  readonly theirs: AttributeSet;
  readonly sameGroup: boolean;
  readonly many: boolean;
  /** The link behind which this one goes on; null for one that begins at the resource itself. */
  readonly through: LinkProgram | null;
}

/** The attributes of one side of a link. */
export interface AttributeSet {
  readonly paths: readonly (readonly string[])[];
  readonly names: ReadonlySet<string>;
  readonly compositions: readonly Composition[];
  /** The attributes that compositions are made of: whoever may refer to one may mean the whole name. */
  readonly parts: ReadonlySet<string>;
}

/** The links of a mapping, in its order. */
export function linkPrograms(rules: Mapping["links"]): readonly LinkProgram[] {
  const programs = new Map<string, LinkProgram>();
  const programOf = (name: string): LinkProgram => {
    const known = programs.get(name);
    if (known !== undefined) return known;
    const program = linkProgram(name, rules[name] ?? NO_RULE, programOf);
    programs.set(name, program);
    return program;
  };
  return Object.keys(rules).map(programOf);
}

// Documents whose links lead through nothing, or through themselves, are refused before.
const NO_RULE: LinkRule = { types: [], ours: [], theirs: [], same: null, through: null, many: false };

function linkProgram(name: string, rule: LinkRule, programOf: (name: string) => LinkProgram): LinkProgram {
  return {
    name,
    types: rule.types,
    ours: attributeSet(rule.ours),
    theirs: attributeSet(rule.theirs),
    sameGroup: rule.same === "group",
    many: rule.many,
    through: rule.through === null ? null : programOf(rule.through),
  };
}

function attributeSet(attributes: readonly string[]): AttributeSet {
  const single = attributes.filter((attribute) => parseComposition(attribute) === null);
  const compositions = attributes.map(parseComposition).filter((composition) => composition !== null);
  return {
    paths: single.map(splitPath),
    names: new Set(single),
    compositions,
    parts: new Set(compositions.flatMap(({ paths }) => paths.map((path) => path.join(".")))),
  };
}
