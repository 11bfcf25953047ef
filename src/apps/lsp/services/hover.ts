import { keysOf } from "#core/documents";
import { contextAt, environmentWithin, fieldsOf, typeOfText, type Environment } from "#core/language";
import { fieldText, functionText, variableText } from "./describe.ts";
import { targetsAt } from "./references.ts";
import { environmentsAt, locate, type Request } from "./request.ts";
import { descriptionOf, isExpression, schemasAt } from "./schema.ts";
import { atWordEnd } from "./word.ts";

/** What is to be known of the word at a place, as Markdown; null when that is nothing. */
export function hover(request: Request): string | null {
  const atName = atWordEnd(request, false);
  const located = locate(atName);
  const { place } = located;
  const found = schemasAt(place.kind, place.path);
  if (place.at === "value" && isExpression(found)) {
    const texts = environmentsAt(located, request.project.kinds).map((one) => inExpression(place.before, one));
    return texts.find((text) => text !== null) ?? null;
  }
  return aboutKey(atName) ?? aboutValue(atWordEnd(request, true));
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

function aboutValue(request: Request): string | null {
  const located = locate(request);
  const target = targetsAt(located, request.project).get(located.place.before.trim());
  if (target === undefined) return null;
  return target.about === "" ? `**${target.name}**` : `**${target.name}**\n\n${target.about}`;
}
