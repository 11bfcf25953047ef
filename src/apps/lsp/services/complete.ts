import { keysOf } from "#core/documents";
import {
  contextAt,
  environmentWithin,
  fieldsOf,
  formatType,
  MACRO_FORMS,
  methodsOf,
  signaturesOf,
  typeOfText,
  type Environment,
  type ExpressionContext,
  type FunctionDeclaration,
} from "#core/language";
import { fieldSentence } from "./describe.ts";
import { keyTargetsAt, parameterValuesAt } from "./key-references.ts";
import { targetsAt } from "./references.ts";
import { expressionEnvironments } from "./expression-environments.ts";
import { locate, type Located, type Request } from "./request.ts";
import { descriptionOf, DOCUMENT_KINDS, schemasAt, wordsOf } from "./schema.ts";

/** One thing that may be written at a place. */
export interface Suggestion {
  readonly label: string;
  readonly what: "key" | "value" | "reference" | "field" | "function" | "macro" | "variable";
  /** In a word or two, beside the label. */
  readonly detail: string;
  /** In one sentence or two. */
  readonly about: string;
}

/** How many suggestions are made at most; an editor asks again when more is typed. */
const MOST_SUGGESTIONS = 500;

/** Everything that may be written at a place, those that begin as what is there first. */
export function complete(request: Request): readonly Suggestion[] {
  const located = locate(request);
  const { place } = located;
  const environments = expressionEnvironments(located, request);
  const suggestions =
    environments === null
      ? inDocument(located, request)
      : environments.flatMap((one) => inExpression(place.before, one));
  const word = /[\w./-]*$/.exec(place.before)?.[0] ?? "";
  return limited([...new Map(suggestions.map((one) => [one.label, one])).values()], word);
}

function limited(suggestions: readonly Suggestion[], word: string): readonly Suggestion[] {
  if (suggestions.length <= MOST_SUGGESTIONS) return suggestions;
  const name = word.toLowerCase();
  const near = suggestions.filter(({ label }) => label.toLowerCase().includes(name));
  return near.slice(0, MOST_SUGGESTIONS);
}

function inDocument(located: Located, { project }: Request): readonly Suggestion[] {
  const { place } = located;
  const found = schemasAt(place.kind, place.path);
  const words = place.path.join(".") === "kind" ? DOCUMENT_KINDS : wordsOf(found);
  const values: readonly Suggestion[] = words.map((label) => ({ label, what: "value", detail: "", about: "" }));
  const references = Array.from(targetsAt(located, project).values(), ({ name, about }): Suggestion => {
    return { label: name, what: "reference", detail: "", about };
  });
  if (place.at === "value") return [...values, ...references, ...parameterValues(located, project)];
  const keys = Array.from(keysOf(found), ([label, schema]): Suggestion => {
    return { label, what: "key", detail: "", about: descriptionOf([schema]) };
  });
  const names = Array.from(keyTargetsAt(located, project).values(), ({ name, about }): Suggestion => {
    return { label: name, what: "key", detail: "", about };
  });
  return [...keys, ...names, ...values, ...references];
}

function parameterValues(located: Located, project: Request["project"]): readonly Suggestion[] {
  return parameterValuesAt(located, project).map((label) => ({ label, what: "value", detail: "", about: "" }));
}

function inExpression(before: string, outer: Environment): readonly Suggestion[] {
  const context = contextAt(before);
  if (context === null) return [];
  const environment = environmentWithin(context, outer);
  return context.receiver === null ? names(environment) : members(context.receiver, environment);
}

function names(environment: Environment): readonly Suggestion[] {
  const variables = Array.from(environment.variables, ([label, type]): Suggestion => {
    return { label, what: "variable", detail: formatType(type), about: "" };
  });
  const global = [...environment.functions.values()].filter(
    ({ name, overloads }) => /^[a-z][\w.]*$/i.test(name) && overloads.some(({ member }) => !member),
  );
  return [...variables, ...global.map(functionSuggestion), ...macros(false)];
}

function members(
  receiver: NonNullable<ExpressionContext["receiver"]>,
  environment: Environment,
): readonly Suggestion[] {
  const namespace = [...environment.functions.values()].filter(({ name }) => name.startsWith(`${receiver}.`));
  if (namespace.length > 0)
    return namespace.map((one) => ({ ...functionSuggestion(one), label: one.name.slice(receiver.length + 1) }));
  const type = typeOfText(receiver, environment);
  const fields = Array.from(fieldsOf(type, environment), ([label, field]): Suggestion => {
    return { label, what: "field", detail: formatType(field.type), about: fieldSentence(field) };
  });
  const ofOptional = type.kind === "opaque" && type.name === "optional_type";
  const isRecord = type.kind === "struct";
  const methods = isRecord ? [] : methodsOf(type, environment).map(functionSuggestion);
  return [...fields, ...methods, ...(isRecord || ofOptional ? [] : macros(true))];
}

function functionSuggestion(declaration: FunctionDeclaration): Suggestion {
  const [detail = ""] = signaturesOf(declaration);
  return { label: declaration.name, what: "function", detail, about: declaration.description ?? "" };
}

function macros(member: boolean): readonly Suggestion[] {
  return MACRO_FORMS.filter((one) => one.member === member).map(({ name, form, description }) => {
    return { label: name, what: "macro", detail: form, about: description };
  });
}
