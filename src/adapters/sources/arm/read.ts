import { createLineIndex, sortDiagnostics, type Diagnostic, type LineIndex } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import { isObject, parseJson, type JsonProblem, type SourceInput, type SourceReading } from "#core/model";
import { createJsonFinder, textOf } from "../json/index.ts";
import { nothingRead } from "../nothing-read.ts";
import { valuesFor, type HandedIn } from "../parameters/index.ts";
import type { SourceOptions } from "../source-format.ts";
import { decodeText } from "../text/index.ts";
import { brokenExpressions } from "./broken-expressions.ts";
import { Deployment, type TemplateProblem } from "./deployment.ts";
import { Budget } from "./expressions/scope.ts";
import { createLocate } from "./locate.ts";
import { takeParameters } from "./parameters.ts";
import { changeOf, indexById, placeResources, resourceOf } from "./resources.ts";

/** The name of the format in readings. */
export const ARM_TEMPLATE = "arm-template";

const STEPS = 10_000_000;

/** What a template is deployed to, by the schema that it names. */
const TARGETS: readonly (readonly [RegExp, string])[] = [
  [/subscriptionDeploymentTemplate\.json/i, "/subscriptions/{subscription}"],
  [/managementGroupDeploymentTemplate\.json/i, "/providers/Microsoft.Management/managementGroups/{managementGroup}"],
  [/tenantDeploymentTemplate\.json/i, ""],
];
const RESOURCE_GROUP = "/subscriptions/{subscription}/resourceGroups/{resourceGroup}";

/**
 * Reads a template of Azure Resource Manager, written by hand or compiled from Bicep, as the deployment that it makes with the values that
 * are handed in for its parameters, or else their defaults.
 *
 * Total. Every resource becomes a `create` with its secrets masked; those of children and nested deployments stand beside the others under
 * their full types. What only the deployment can tell is unknown. A resource whose condition does not hold is left out, which is told; one whose
 * condition is not known has the trait `conditional`. What cannot be read or followed is a diagnostic, and unresolved.
 */
export function readArmTemplate(input: SourceInput, options: SourceOptions = {}): SourceReading {
  const { file } = input;
  const decoded = decodeText(input, options.maxBytes);
  if (decoded.kind === "rejected") return nothingRead(ARM_TEMPLATE, file, decoded.diagnostic);
  const lines = createLineIndex(file, decoded.text);
  const parsed = parseJson(decoded.text);
  if (parsed.kind === "rejected") return unreadable(file, syntaxProblem(file, parsed.problem, lines));
  if (!isObject(parsed.value)) return unreadable(file, shapeProblem(file, lines));
  const handedIn = valuesFor(ARM_TEMPLATE, options.parameters);
  return readDeployment(parsed.value, { file, text: decoded.text, lines, handedIn });
}

interface TemplateText {
  readonly file: string;
  readonly text: string;
  readonly lines: LineIndex;
  readonly handedIn: readonly HandedIn[];
}

function readDeployment(template: ValueObject, { file, text, lines, handedIn }: TemplateText): SourceReading {
  const budget = new Budget(STEPS);
  const deployment = new Deployment(budget);
  const { given, refusals } = takeParameters(template, handedIn, file);
  deployment.template(template, targetOf(template), given);
  const placed = placeResources(deployment.declared);
  const index = indexById(placed);
  const resources = placed.map((one) => ({ placed: one, resource: resourceOf(one, file, index) }));
  const problems = [
    ...deployment.problems,
    ...brokenExpressions(template),
    ...leftOut(deployment.leftOut),
    ...exhausted(budget),
  ];
  const range = createJsonFinder(text);
  const diagnosed = [
    ...problems.map((problem) => diagnosticOf(problem, lines, range(0, problem.path))),
    ...refusals.map(({ diagnostic }) => diagnostic),
  ];
  const natives = new Map(resources.map(({ resource }) => [resource.id, resource.native]));
  return {
    format: ARM_TEMPLATE,
    file,
    changes: resources
      .filter((one) => !one.placed.declared.existing)
      .map((one) => changeOf(one.resource, one.placed.declared)),
    surroundings: resources.filter((one) => one.placed.declared.existing).map(({ resource }) => resource),
    unresolved: [
      ...problems
        .filter(({ unresolved }) => unresolved)
        .map(({ code, message, path }) => ({ code, message, source: { file, address: "", path } })),
      ...refusals.flatMap(({ unresolved }) => unresolved),
    ],
    diagnostics: sortDiagnostics(diagnosed),
    locate: createLocate(placed, natives, { text, lines: () => lines }),
  };
}

function targetOf(template: ValueObject): string {
  const schema = textOf(template, "$schema") ?? "";
  return TARGETS.find(([pattern]) => pattern.test(schema))?.[1] ?? RESOURCE_GROUP;
}

function diagnosticOf(problem: TemplateProblem, lines: LineIndex, [from, to]: readonly [number, number]): Diagnostic {
  const { code, severity, message, hint } = problem;
  return { code, severity, message, hint, span: lines.span(from, to) };
}

function leftOut(names: readonly string[]): readonly TemplateProblem[] {
  if (names.length === 0) return [];
  const some = names
    .slice(0, 5)
    .map((name) => `\`${name}\``)
    .join(", ");
  return [
    {
      code: "arm-left-out",
      severity: "warning",
      message: `Left out ${some}${names.length > 5 ? ` and ${names.length - 5} more` : ""}, because their conditions do not hold with the values of the parameters`,
      hint: "Hand in the values that you deploy with by `--parameters <file>`, if they are others",
      path: [],
      unresolved: false,
    },
  ];
}

function exhausted(budget: Budget): readonly TemplateProblem[] {
  if (!budget.isExhausted) return [];
  const message = "Cannot evaluate all of the template: its expressions take too many steps";
  return [
    { code: "arm-too-large", severity: "error", message, hint: "Split the template", path: [], unresolved: true },
  ];
}

function unreadable(file: string, diagnostic: Diagnostic): SourceReading {
  const source = { file, address: "", path: [] };
  return {
    ...nothingRead(ARM_TEMPLATE, file, diagnostic),
    unresolved: [{ code: "arm-unreadable", message: diagnostic.message, source }],
  };
}

const PROBLEMS: Readonly<Record<JsonProblem["code"], string>> = {
  "json-syntax": "it is not JSON from here on",
  "json-truncated": "the text ends before the template does",
  "json-duplicate-key": "an object has the same key twice",
  "json-too-deep": "it is nested deeper than any template",
  "json-too-large": "it is larger than any template",
};

function syntaxProblem(file: string, { code, position }: JsonProblem, lines: LineIndex): Diagnostic {
  const message = `Cannot read \`${file}\` as a template: ${PROBLEMS[code]}`;
  const hint = "Hand in the template as JSON without comments; `az bicep build` makes one from Bicep";
  return { code: "arm-syntax", severity: "error", message, hint, span: lines.span(position.offset, position.offset) };
}

function shapeProblem(file: string, lines: LineIndex): Diagnostic {
  const message = `Cannot read \`${file}\` as a template: it is no mapping`;
  return { code: "arm-shape", severity: "error", message, hint: "Hand in a whole template", span: lines.span(0, 0) };
}
