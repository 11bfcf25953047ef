import { suggest } from "#core/diagnostics";
import { Unknown, type Value } from "#core/language";
import { isObject } from "#core/model";
import { MOST_REFUSALS, refused, undeclared, type HandedIn, type Refusal } from "../parameters/index.ts";
import { itemsOf, objectionTo, type DeclaredParameter } from "./constraints.ts";
import { scalarText } from "./values/compose.ts";
import { Open, type Term } from "./values/open.ts";

/** The values of the parameters of a template, and what was handed in that it does not take. */
export interface Parameters {
  readonly values: ReadonlyMap<string, Term>;
  readonly refusals: readonly Refusal[];
}

/**
 * The values of the parameters of a template: the one handed in, else the default, which holds unless somebody gives another, else not known
 * until the stack is made.
 *
 * A parameter with `NoEcho` is a secret. The value of one that is read from the Parameter Store names where the value is kept, not the value.
 * A value that is not allowed leaves its parameter not known. `template` names the template in what is said of such.
 */
export function readParameters(section: Value, handedIn: readonly HandedIn[], template: string): Parameters {
  const declared = new Map(isObject(section) ? Object.entries(section) : []);
  const given = new Map(handedIn.map((one) => [one.name, one]));
  const refusals: Refusal[] = [];
  const values = new Map<string, Term>();
  for (const [name, fields] of declared) {
    const one = given.get(name);
    const parameter = new Map(isObject(fields) ? Object.entries(fields) : []);
    const objection = one === undefined ? null : objectionOf(one.value, parameter);
    if (one !== undefined && objection !== null) refusals.push(refused(one, template, objection));
    values.set(name, parameterValue(name, parameter, objection === null ? one?.value : NOT_KNOWN));
  }
  for (const one of given.values())
    if (!declared.has(one.name) && refusals.length < MOST_REFUSALS)
      refusals.push(undeclared(one, template, suggest(one.name, [...declared.keys()])));
  return { values, refusals: refusals.slice(0, MOST_REFUSALS) };
}

const NOT_KNOWN = new Unknown([{ reason: "not-observed", path: "Parameters" }]);

function objectionOf(value: Value, declared: DeclaredParameter): string | null {
  if (value instanceof Unknown) return null;
  const text = scalarText(value);
  return text === undefined ? "it is no text" : objectionTo(text, declared);
}

function parameterValue(name: string, declared: DeclaredParameter, handedIn: Value | undefined): Term {
  const textOf = (field: string): string | undefined => scalarText(declared.get(field) ?? null);
  const origins = [{ target: `Parameters/${name}`, attribute: "Ref", certainty: "proven" }] as const;
  if (textOf("NoEcho") === "true") return new Open(origins, null, "sensitive");
  const type = textOf("Type") ?? "String";
  const text = handedIn === undefined ? textOf("Default") : scalarText(handedIn);
  if (type.startsWith("AWS::SSM::Parameter::")) return new Open(origins);
  // CloudFormation takes nothing for a parameter of such a type but what exists in the account under a name that AWS has given or allows.
  if (text === undefined) return new Open(origins, type.startsWith("AWS::") ? `\${${name}}` : null);
  if (type === "CommaDelimitedList" || type.startsWith("List<")) return itemsOf(text, type);
  return type === "Number" && /^-?\d{1,15}$/.test(text) ? Number(text) : text;
}
