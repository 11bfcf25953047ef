import type { Diagnostic } from "#core/diagnostics";
import { expressionDiagnostic, type Origin, type SourceExpression } from "#core/documents";
import {
  checkExpression,
  compileExpression,
  createEnvironment,
  describeType,
  DYN,
  formatType,
  parseExpression,
  structOf,
  writLibraries,
  type CompiledExpression,
  type Environment,
  type ExpressionProblem,
  type ParsedExpression,
  type Type,
} from "#core/language";
import type { KyvernoSpec } from "../documents/types.ts";
import { kyvernoLibraries } from "../functions/index.ts";
import { whyUnbuilt } from "../functions/unbuilt.ts";
import type { World } from "../functions/world.ts";

const OF_A_REQUEST = ["object", "oldObject", "request", "namespaceObject", "exceptions", "images"];
const OF_JSON = ["object", "exceptions"];
const VARIABLES = "kyverno.variables";

/** A kind of value, or a type by its full name. */
export type Wanted = "bool" | "string" | "any" | "Object" | "list(JSONPatch)";

/** What the environment of one expression has beside that of all. */
export type Extend = (environment: Environment, parsed: ParsedExpression) => Environment;

/** A document whose expressions are compiled, and what they may ask. */
export interface Compiling {
  readonly origin: Origin;
  readonly world: World;
  readonly mode: KyvernoSpec["mode"];
  readonly extend?: Extend;
}

/** Compiles the expressions of one document and gathers what is wrong with them. */
export class ExpressionCompiler {
  readonly diagnostics: Diagnostic[] = [];
  readonly #origin: Origin;
  readonly #environment: Environment;
  readonly #namesHint: string;
  readonly #extend: Extend;

  /** Expressions may read the variables of `spec` when `names` has them. */
  constructor({ origin, world, mode, extend }: Compiling, names: readonly string[]) {
    this.#origin = origin;
    this.#extend = extend ?? ((environment) => environment);
    const known = mode === "JSON" ? OF_JSON : OF_A_REQUEST;
    const roots = known.map((name) => [name, DYN] as const);
    this.#namesHint = `Use one of ${known.map((name) => `\`${name}\``).join(", ")} and \`variables\``;
    this.#environment = createEnvironment({
      variables: { ...Object.fromEntries(roots), variables: structOf(VARIABLES) },
      structs: [{ name: VARIABLES, fields: new Map(names.map((name) => [name, { type: DYN }])) }],
      libraries: [...writLibraries, ...kyvernoLibraries(world)],
    });
  }

  /** An expression that gives a value of one kind, as far as its type tells; null after a problem was told. */
  compile(source: SourceExpression, wanted: Wanted): CompiledExpression | null {
    const parsed = parseExpression(source.text);
    const result =
      parsed.kind === "rejected"
        ? parsed
        : checkExpression(parsed.parsed, this.#extend(this.#environment, parsed.parsed));
    if (result.kind === "rejected") return this.#refuse(source, result.problems);
    const { type } = result.checked;
    if (gives(type, wanted)) return compileExpression(result.checked);
    const message = `The expression gives ${describeType(type)}, but a ${NAMES[wanted] ?? wanted} is needed`;
    return this.#refuse(source, [
      {
        code: "expression-wrong-type",
        message,
        hint: "Compare the value with something, or convert it",
        start: 0,
        end: source.text.length,
      },
    ]);
  }

  #refuse(source: SourceExpression, problems: readonly ExpressionProblem[]): null {
    for (const problem of problems)
      this.diagnostics.push(expressionDiagnostic(this.#origin, source, this.#told(problem)));
    return null;
  }

  #told(problem: ExpressionProblem): ExpressionProblem {
    if (problem.code === "expression-unknown-name") return { ...problem, hint: this.#namesHint };
    return problem.code === "expression-unknown-function" ? unbuilt(problem) : problem;
  }

  /** Conditions; null when one of them has a problem, and all are told. */
  compileAll(sources: readonly SourceExpression[]): readonly CompiledExpression[] | null {
    const compiled = sources.map((source) => this.compile(source, "bool"));
    return compiled.every((one) => one !== null) ? compiled : null;
  }
}

const FUNCTION = /`([\w.]{1,100})\(\)`/;

/** A function of Kyverno that is not built is told as such, so that nobody looks for a slip. */
function unbuilt(problem: ExpressionProblem): ExpressionProblem {
  const [, name = ""] = FUNCTION.exec(problem.message) ?? [];
  const why = whyUnbuilt(name);
  if (why === undefined) return problem;
  const message = `\`${name}()\` of Kyverno cannot be called here: ${why}`;
  return {
    ...problem,
    code: "foreign-unsupported-function",
    message,
    hint: "Leave the policy out, or rely on Kyverno for it",
  };
}

const NAMES: Readonly<Partial<Record<Wanted, string>>> = {
  Object: "`Object`",
  "list(JSONPatch)": "list of `JSONPatch`",
};

/** Whether a value of a type may be what is wanted. What a patch is made of must be told exactly, as the API server has it. */
function gives(type: Type, wanted: Wanted): boolean {
  if (wanted === "Object" || wanted === "list(JSONPatch)") return formatType(type) === wanted;
  return wanted === "any" || type.kind === wanted || type.kind === "dyn" || type.kind === "any";
}
