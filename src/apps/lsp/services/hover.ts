import { keysOf } from "#core/documents";
import { contextAt, environmentWithin, fieldsOf, typeOfText, type Environment } from "#core/language";
import { fieldText, functionText, variableText } from "./describe.ts";
import { keyTargetsAt } from "./key-references.ts";
import { targetsAt, type Target } from "./references.ts";
import { expressionEnvironments } from "./expression-environments.ts";
import { locate, type Request } from "./request.ts";
import { descriptionOf, schemasAt } from "./schema.ts";
import { atWordEnd } from "./word.ts";

/** What is to be known of the word at a place, as Markdown; null when that is nothing. */
export function hover(request: Request): string | null {
  const atName = atWordEnd(request, "name");
  const located = locate(atName);
  const environments = expressionEnvironments(located, request);
  if (environments !== null) {
    const texts = environments.map((one) => inExpression(located.place.before, one));
    return texts.find((text) => text !== null) ?? null;
  }
  return aboutKey(atName) ?? aboutNamedKey(atWordEnd(request, "key")) ?? aboutValue(atWordEnd(request, "value"));
}

function inExpression(before: string, outer: Environment): string | null {
  const context = contextAt(before);
  if (context === null || context.word === "") return null;
  const environment = environmentWithin(context, outer);
  const { word, receiver } = context;
  if (receiver === null) {
    const type = environment.variables.get(word);
    return type === undefined ? functionText(word, environment) : variableText(word, type);
  }
  const field = fieldsOf(typeOfText(receiver, environment), environment).get(word);
  if (field !== undefined) return fieldText(word, field);
  return functionText(`${receiver}.${word}`, environment) ?? functionText(word, environment);
}

function aboutKey(request: Request): string | null {
  const { place } = locate(request);
  if (place.at !== "key") return null;
  const schema = keysOf(schemasAt(place.kind, place.path)).get(place.before.trim());
  const text = schema === undefined ? "" : descriptionOf([schema]);
  return text === "" ? null : text;
}

function aboutNamedKey(request: Request): string | null {
  const located = locate(request);
  return aboutTarget(keyTargetsAt(located, request.project).get(located.place.before.trim()));
}

function aboutValue(request: Request): string | null {
  const located = locate(request);
  return aboutTarget(targetsAt(located, request.project).get(located.place.before.trim()));
}

function aboutTarget(target: Target | undefined): string | null {
  if (target === undefined) return null;
  return target.about === "" ? `**${target.name}**` : `**${target.name}**\n\n${target.about}`;
}
