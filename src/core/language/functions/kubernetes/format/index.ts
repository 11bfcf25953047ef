import { listOf, opaqueOf, optionalOf, STRING } from "../../../types/type.ts";
import { Opaque, Optional, type Value } from "../../../values/index.ts";
import { matchingCost, sizeForCost } from "../../cost.ts";
import type { FunctionLibrary } from "../../declaration.ts";
import { declare, func, method } from "../../define.ts";
import { typeConstant } from "../../standard/types.ts";
import { formatRules, type FormatRule } from "./formats.ts";

const FORMAT = opaqueOf("kubernetes.NamedFormat");

class NamedFormat extends Opaque {
  readonly typeName = "kubernetes.NamedFormat";
  readonly name: string;
  readonly rule: FormatRule;

  constructor(name: string, rule: FormatRule) {
    super();
    this.name = name;
    this.rule = rule;
  }

  equals(other: Opaque): boolean {
    return other instanceof NamedFormat && other.name === this.name;
  }

  toString(): string {
    return this.name;
  }

  toPlain(): Value {
    return this.name;
  }
}

const FORMATS: ReadonlyMap<string, NamedFormat> = new Map(
  Array.from(formatRules, ([name, rule]) => [name, new NamedFormat(name, rule)]),
);

function validate(format: NamedFormat, text: string): Value {
  const problems = format.rule.test(text);
  return new Optional(problems.length === 0 ? undefined : problems);
}

function validationCost(format: Value, text: Value): number {
  const patternLength = format instanceof NamedFormat ? format.rule.patternLength : 0;
  return matchingCost(sizeForCost(text), patternLength) - 1;
}

/** Named formats of text. Source: Kubernetes, `pkg/cel/library/format.go`. */
export const formatLibrary: FunctionLibrary = {
  name: "kubernetes.format",
  functions: [
    declare(
      "format.named",
      "The format of this name, if there is one.",
      func("format-named", [STRING, optionalOf(FORMAT)], (name: string) => new Optional(FORMATS.get(name))),
    ),
    ...Array.from(FORMATS, ([name, format]) =>
      declare(
        `format.${name}`,
        `The format \`${name}\`.`,
        func(`format.${name}`, [FORMAT], () => format),
      ),
    ),
    declare(
      "validate",
      "What is wrong with a text, if anything is.",
      method("format-validate", [FORMAT, STRING, optionalOf(listOf(STRING))], validate, validationCost),
    ),
  ],
  constants: { "kubernetes.NamedFormat": typeConstant("kubernetes.NamedFormat", FORMAT) },
};
