import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import type { TemplateProblem } from "./declarations.ts";

/** What the template asks CloudFormation to do with it before anything is made. */
export interface Transforms {
  readonly serverless: boolean;
  readonly problems: readonly TemplateProblem[];
}

const SERVERLESS = "AWS::Serverless-2016-10-31";

/** Transforms that add nothing, or only what this source does as well. */
const UNDERSTOOD: ReadonlySet<string> = new Set([SERVERLESS, "AWS::LanguageExtensions", "AWS::CodeDeployBlueGreen"]);

/** Reads which transforms a template names. One that may change anything leaves the template unresolved. */
export function readTransforms(root: ValueObject): Transforms {
  const declared = Object.hasOwn(root, "Transform") ? (root["Transform"] ?? null) : null;
  const listed = declared === null ? [] : isList(declared) ? declared : [declared];
  const names = listed.map(nameOf);
  return {
    serverless: names.includes(SERVERLESS),
    problems: names.filter((name) => !UNDERSTOOD.has(name)).map(unresolved),
  };
}

function nameOf(transform: Value): string {
  if (typeof transform === "string") return transform;
  const name = isObject(transform) && Object.hasOwn(transform, "Name") ? transform["Name"] : null;
  return typeof name === "string" ? name : "without a name";
}

function unresolved(name: string): TemplateProblem {
  return {
    code: "unresolved-macro",
    severity: "warning",
    message: `the transform \`${name.slice(0, 128)}\` may add to the template or change it, and only CloudFormation can run it`,
    hint: "Check the processed template (`aws cloudformation get-template --template-stage Processed`)",
    path: ["Transform"],
    unresolved: true,
  };
}
