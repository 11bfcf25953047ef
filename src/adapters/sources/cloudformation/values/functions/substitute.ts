import type { Value, ValueObject } from "#core/language";
import { isList, isObject } from "#core/model";
import { compose } from "../compose.ts";
import type { Evaluation, Place } from "../evaluation.ts";
import { withBindings } from "../loops.ts";
import type { Term } from "../open.ts";
import { attributeOf, lookUp } from "./references.ts";

/** `Fn::Sub`: a text with `${Name}` and `${Resource.Attribute}` filled in, and variables of its own. */
export function substitute(evaluation: Evaluation, argument: Value, place: Place): Term {
  const [template, variables = {}] = isList(argument) ? argument : [argument];
  if (typeof template !== "string" || !isObject(variables)) {
    return evaluation.wrong(place, "`Fn::Sub` takes a text, or a list of a text and a mapping of variables");
  }
  const parts = partsOf(withBindings(template, evaluation.bindings));
  const terms = parts.map((part) => (part.isName ? valueOf(evaluation, part.text, variables, place) : part.text));
  const composed =
    compose(terms) ?? evaluation.wrong(place, "`Fn::Sub` gives a text that is too long or made of lists");
  if (typeof composed === "string") evaluation.stack.spend(composed.length >> 6);
  return composed;
}

interface Part {
  readonly text: string;
  readonly isName: boolean;
}

/** Cuts a text at its `${...}`; `${!Name}` is the text `${Name}`. */
function partsOf(template: string): readonly Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (let open = template.indexOf("${"); open >= 0; open = template.indexOf("${", from)) {
    const close = template.indexOf("}", open);
    if (close < 0) break;
    const name = template.slice(open + 2, close);
    parts.push({ text: template.slice(from, open), isName: false });
    parts.push(
      name.startsWith("!") ? { text: `\${${name.slice(1)}}`, isName: false } : { text: name.trim(), isName: true },
    );
    from = close + 1;
  }
  return [...parts, { text: template.slice(from), isName: false }].filter(({ text, isName }) => isName || text !== "");
}

function valueOf(evaluation: Evaluation, name: string, variables: ValueObject, place: Place): Term {
  if (Object.hasOwn(variables, name)) return evaluation.term(variables[name] ?? null, place);
  if (!/^[\w:.]+$/.test(name))
    return evaluation.wrong(place, `\`Fn::Sub\` has \`\${${name.slice(0, 60)}}\`, which is no name`);
  const dot = name.indexOf(".");
  if (dot < 0) return lookUp(evaluation, name, place);
  return attributeOf(evaluation, name.slice(0, dot), name.slice(dot + 1), place);
}
