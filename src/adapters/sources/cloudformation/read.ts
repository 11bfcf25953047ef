import { sortDiagnostics, createLineIndex, type Diagnostic, type LineIndex } from "#core/diagnostics";
import type { Path, SourceInput, SourceReading, Unresolved } from "#core/model";
import { nothingRead } from "../nothing-read.ts";
import { valuesFor, type HandedIn } from "../parameters/index.ts";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import { findCircles } from "./circles.ts";
import { readDeclarations, type Declaration, type TemplateProblem } from "./declarations.ts";
import { createLocate } from "./locate.ts";
import { readParameters, type Parameters } from "./parameters.ts";
import { templatePath } from "./places.ts";
import { asProblem, circleProblem, exhausted, leftOut } from "./problems.ts";
import { expandServerless } from "./sam/expand.ts";
import { createResource, type EvaluatedResource } from "./resources.ts";
import { own, TemplateStack } from "./stack.ts";
import { parseTemplate, type Template } from "./template/parse.ts";
import { readTransforms } from "./transforms.ts";
import { unreadable } from "./unreadable.ts";

export const CLOUDFORMATION_FORMAT = "cloudformation";

/**
 * Reads a CloudFormation template in YAML or JSON, written by hand or made by the CDK or SAM, as the stack that it makes with the values that are
 * handed in for its parameters, or else their defaults.
 *
 * Total. Every resource becomes a `create` with its secrets masked. A resource whose condition does not hold is left out, which is told; one whose
 * condition is not known stays, with the trait `conditional`. What cannot be read or followed is a diagnostic, and unresolved.
 */
export function readCloudFormation(input: SourceInput, options: SourceOptions = {}): SourceReading {
  const { file } = input;
  const decoded = decodeText(input, options.maxBytes);
  if (decoded.kind === "rejected") return nothingRead(CLOUDFORMATION_FORMAT, file, decoded.diagnostic);
  const lines = createLineIndex(file, decoded.text);
  const parsed = parseTemplate(decoded.text);
  if (parsed.kind === "rejected") return unreadable({ format: CLOUDFORMATION_FORMAT, file }, parsed.problems, lines);
  return new TemplateReader(file, parsed, lines, valuesFor(CLOUDFORMATION_FORMAT, options.parameters)).read();
}

class TemplateReader {
  readonly #file: string;
  readonly #template: Template;
  readonly #lines: LineIndex;
  readonly #parameters: Parameters;
  readonly #stack: TemplateStack;
  readonly #problems: TemplateProblem[] = [];

  constructor(file: string, template: Template, lines: LineIndex, handedIn: readonly HandedIn[]) {
    this.#file = file;
    this.#template = template;
    this.#lines = lines;
    this.#parameters = readParameters(own(template.root, "Parameters"), handedIn, file);
    this.#stack = new TemplateStack(template.root, this.#parameters.values);
  }

  read(): SourceReading {
    const resources = this.#resources(this.#declarations());
    for (const resource of resources) this.#mistakesOf(resource);
    this.#circles(resources);
    this.#problems.push(...this.#stack.mistakes.map(asProblem));
    if (this.#stack.isExhausted) this.#problems.push(exhausted());
    const { refusals } = this.#parameters;
    return {
      format: CLOUDFORMATION_FORMAT,
      file: this.#file,
      changes: resources.map(({ change }) => change),
      surroundings: [],
      unresolved: [
        ...this.#problems.filter(({ unresolved }) => unresolved).map((problem) => this.#unresolved(problem)),
        ...refusals.flatMap(({ unresolved }) => unresolved),
      ],
      diagnostics: sortDiagnostics([
        ...this.#problems.map((problem) => this.#diagnostic(problem)),
        ...refusals.map(({ diagnostic }) => diagnostic),
      ]),
      locate: createLocate(resources, {
        template: this.#template,
        lines: this.#lines,
        stack: this.#stack,
      }),
    };
  }

  #declarations(): readonly Declaration[] {
    const { root } = this.#template;
    const transforms = readTransforms(root);
    const read = readDeclarations(root, this.#stack);
    this.#problems.push(...transforms.problems, ...read.problems);
    if (!transforms.serverless) return this.#declare(read.declarations);
    const { declarations, problems, names } = expandServerless(root, read.declarations);
    this.#problems.push(...problems);
    for (const [name, type] of names) this.#stack.declare(name, type);
    return this.#declare(declarations);
  }

  #declare(declarations: readonly Declaration[]): readonly Declaration[] {
    for (const { id, type, attributes } of declarations) {
      const condition = Object.hasOwn(attributes, "Condition") ? attributes["Condition"] : null;
      this.#stack.declare(id, type, condition);
    }
    return declarations;
  }

  #resources(declarations: readonly Declaration[]): readonly EvaluatedResource[] {
    const left: string[] = [];
    const resources: EvaluatedResource[] = [];
    for (const declaration of declarations) {
      const holds = this.#conditionOf(declaration);
      if (holds === false) left.push(declaration.id);
      else resources.push(createResource(declaration, this.#stack, this.#file, holds === null));
    }
    if (left.length > 0) this.#problems.push(leftOut(left));
    return resources;
  }

  /** Whether a resource is made; null when that is not known. */
  #conditionOf({ id, attributes, path }: Declaration): boolean | null {
    const name = Object.hasOwn(attributes, "Condition") ? (attributes["Condition"] ?? null) : null;
    if (name === null) return true;
    const holds = typeof name === "string" ? this.#stack.condition(name) : undefined;
    if (holds !== undefined) return holds;
    const message = `the condition of \`${id.slice(0, 255)}\` is none of the template`;
    const hint = "Declare the condition, or correct its name; CloudFormation refuses the template as it is";
    const place = [...path, "Condition"];
    this.#problems.push({
      code: "unknown-reference",
      severity: "error",
      message,
      hint,
      path: place,
      unresolved: true,
    });
    return null;
  }

  #mistakesOf({ declaration, mistakes }: EvaluatedResource): void {
    for (const mistake of mistakes) {
      const path = templatePath(declaration, mistake.path, this.#template.root, this.#stack);
      const message = `in \`${declaration.id.slice(0, 255)}\` ${lowerFirst(mistake.message)}`;
      this.#problems.push(asProblem({ ...mistake, message, path }));
    }
  }

  #circles(resources: readonly EvaluatedResource[]): void {
    const byId = new Map(resources.map((resource) => [resource.declaration.id, resource]));
    const needs = new Map(resources.map(({ declaration, needs: needed }) => [declaration.id, new Set(needed.keys())]));
    for (const circle of findCircles(needs)) {
      const [first = ""] = circle;
      const resource = byId.get(first);
      if (resource !== undefined) this.#problems.push(this.#circle(circle, resource));
    }
  }

  #circle(circle: readonly string[], { declaration, needs }: EvaluatedResource): TemplateProblem {
    const members = new Set(circle);
    const [, at = null] = [...needs].find(([target]) => members.has(target)) ?? [];
    const path =
      at === null
        ? [...declaration.path, "DependsOn"]
        : templatePath(declaration, at, this.#template.root, this.#stack);
    return circleProblem(circle, path);
  }

  #diagnostic(problem: TemplateProblem): Diagnostic {
    const { code, severity, hint } = problem;
    return {
      code,
      severity,
      message: this.#message(problem),
      hint,
      span: this.#span(problem.path),
    };
  }

  #unresolved(problem: TemplateProblem): Unresolved {
    const address = problem.path.slice(0, 2).join(".");
    return {
      code: problem.code,
      message: this.#message(problem),
      source: { file: this.#file, address, path: [] },
    };
  }

  #message({ severity, message }: TemplateProblem): string {
    return severity === "error"
      ? `Cannot read all of template \`${this.#file}\`: ${message}`
      : `In template \`${this.#file}\` ${message}`;
  }

  #span(path: Path): NonNullable<Diagnostic["span"]> {
    const [start, end] = this.#template.find(path) ?? [0, 0];
    return this.#lines.span(start, end);
  }
}

function lowerFirst(message: string): string {
  return message.startsWith("`") ? message : message.charAt(0).toLowerCase() + message.slice(1);
}
