import type { Value } from "#core/language";
import { isList, isObject } from "#core/model";
import { compose, scalarText } from "../compose.ts";
import type { Evaluation, Place } from "../evaluation.ts";
import { Composite, derivedFrom, Open, REMOVED, UNTRACED, type Term } from "../open.ts";
import { isSecret, PSEUDO_PARAMETERS, standInFor } from "../stand-in.ts";

/** `Ref`: a loop variable, pseudo parameter, parameter or resource. */
export function evaluateRef(evaluation: Evaluation, argument: Value, place: Place): Term {
  if (typeof argument !== "string") return evaluation.wrong(place, "`Ref` takes a name");
  return lookUp(evaluation, argument, place);
}

/** The value behind a name, as `Ref` and the variables of `Fn::Sub` give it. */
export function lookUp(evaluation: Evaluation, name: string, place: Place): Term {
  const bound = evaluation.bindings.get(name);
  if (bound !== undefined) return bound;
  if (name === "AWS::NoValue") return REMOVED;
  const pseudo = PSEUDO_PARAMETERS.get(name);
  if (pseudo !== undefined) return new Open([{ target: name, attribute: "Ref", certainty: "proven" }], pseudo);
  return evaluation.stack.parameter(name) ?? attributeOf(evaluation, name, "Ref", place);
}

/** An attribute of a resource, `Ref` for what it is called by. */
export function attributeOf(evaluation: Evaluation, name: string, attribute: string, place: Place): Term {
  const type = evaluation.stack.typeOf(name);
  if (type === undefined) return unknownName(evaluation, name, place);
  if (!evaluation.uses.has(name)) evaluation.uses.set(name, place.path);
  const reason = isSecret(type, attribute) ? "sensitive" : "after-apply";
  return new Open([{ target: name, attribute, certainty: "proven" }], standInFor(name, type, attribute), reason);
}

function unknownName(evaluation: Evaluation, name: string, place: Place): Open {
  const likely = evaluation.stack.likely(name);
  const hint = likely === undefined ? "" : `; did you mean \`${likely}\``;
  const message = `\`${name.slice(0, 128)}\` names no parameter and no resource of the template${hint}`;
  return evaluation.wrong(place, message, "unknown-reference");
}

/** `Fn::GetAtt`: `[Resource, Attribute]` or `Resource.Attribute`. */
export function evaluateGetAtt(evaluation: Evaluation, argument: Value, place: Place): Term {
  const [name, attribute] = getAttParts(evaluation, argument, place);
  if (name === undefined) return evaluation.wrong(place, "`Fn::GetAtt` takes a resource and an attribute of it");
  return attribute === undefined ? UNTRACED : attributeOf(evaluation, name, attribute, place);
}

function getAttParts(
  evaluation: Evaluation,
  argument: Value,
  place: Place,
): readonly [string | undefined, string | undefined] {
  if (typeof argument === "string") {
    const dot = argument.indexOf(".");
    return dot > 0 ? [argument.slice(0, dot), argument.slice(dot + 1)] : [undefined, undefined];
  }
  if (!isList(argument) || argument.length < 2) return [undefined, undefined];
  const [name, ...attribute] = argument.map((part) => evaluation.knownText(part, place));
  return [name, attribute.every((part) => part !== undefined) ? attribute.join(".") : undefined];
}

/** `Fn::ImportValue`: what another stack exports under a name. */
export function importValue(evaluation: Evaluation, argument: Value, place: Place): Term {
  const name = evaluation.term(argument, place);
  const text = name instanceof Composite ? name.text : scalarText(name);
  if (text === undefined) return UNTRACED;
  return new Open([{ target: `Import/${text}`, attribute: "Value", certainty: "proven" }]);
}

/** `Fn::FindInMap`, with the default value of the language extensions. */
export function findInMap(evaluation: Evaluation, argument: Value, place: Place): Term {
  if (!isList(argument) || argument.length < 3)
    return evaluation.wrong(place, "`Fn::FindInMap` takes a map and two keys");
  const [map, first, second] = argument.slice(0, 3).map((key) => evaluation.knownText(key, place));
  if (map === undefined || first === undefined || second === undefined) return UNTRACED;
  const found = evaluation.stack.mapped(map, first, second);
  if (found !== undefined) return checkEntry(evaluation, found, place);
  const fallback = argument[3];
  if (isObject(fallback) && Object.hasOwn(fallback, "DefaultValue")) {
    return evaluation.term(fallback["DefaultValue"] ?? null, place);
  }
  return evaluation.wrong(
    place,
    `The mappings have no entry \`${[map, first, second].join(".").slice(0, 200)}\``,
    "unknown-reference",
  );
}

/** An entry of a mapping is a text or number, or a list of them. */
function checkEntry(evaluation: Evaluation, found: Value, place: Place): Term {
  if (scalarText(found) !== undefined) return found;
  if (isList(found) && !evaluation.stack.spend(found.length)) return UNTRACED;
  const isPlainList = isList(found) && found.every((item) => scalarText(item) !== undefined);
  return isPlainList ? found : evaluation.wrong(place, "`Fn::FindInMap` finds neither a text nor a list of texts");
}

/** `Fn::GetAZs`: the zones of a region, which its account decides. */
export function availabilityZones(evaluation: Evaluation, argument: Value, place: Place): Term {
  return derivedFrom([compose([evaluation.term(argument, place)]) ?? UNTRACED]);
}

/** `Fn::Transform`: what a macro makes of the template is only known to who runs it. */
export function runByMacro(): Term {
  return UNTRACED;
}
