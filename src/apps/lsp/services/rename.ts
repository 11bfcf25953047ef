import { createLineIndex, type Span } from "#core/diagnostics";
import type { AnyDocument, PolicyDocument, SourceExpression } from "#core/documents";
import { contextAt, tokensOf } from "#core/language";
import type { DiskFile } from "../project/ports.ts";
import type { Project } from "../project/project.ts";
import { locate, type Located, type Request } from "./request.ts";
import { isExpression, schemasAt } from "./schema.ts";
import { atWordEnd } from "./word.ts";

/** Something that a policy names: what it is, its name, and the policy. */
export interface Subject {
  readonly what: "variable" | "parameter" | "validation";
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** The name that a place speaks of, if it is one that can be changed: of a policy of the user that can be read as it stands. */
export function renameSubject(request: Request): Subject | null {
  const inside = locate(atWordEnd(request, false));
  const { place } = inside;
  if (place.at === "value" && isExpression(schemasAt(place.kind, place.path))) return inExpression(inside, request);
  return inDocument(place.at === "key" ? inside : locate(atWordEnd(request, true)), request);
}

/** Tells why something cannot be called so; null when it can. */
export function nameProblem({ what, policy: { spec } }: Subject, name: string): string | null {
  const isFit = what === "validation" ? LABEL.test(name) : IDENTIFIER.test(name);
  if (!isFit || name.length > 63) return `\`${name}\` cannot be the name of a ${what}`;
  const taken = {
    variable: spec.variables.some((one) => one.name === name),
    validation: spec.validations.some(({ id }) => id === name),
    parameter: Object.hasOwn(spec.parameters, name),
  };
  return taken[what] ? `The policy has a ${what} \`${name}\` already` : null;
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
const IDENTIFIER = /^(?!(?:true|false|null|in)$)[A-Za-z_]\w*$/;

/**
 * Every place where a name stands, in all files of the user: its definition and its uses in expressions, settings, waivers and the expectations of
 * cases. Null when one of them cannot be found in the text, because a name that is changed in part is worse than one that stays.
 */
export function placesOf(
  subject: Subject,
  { documents, texts }: Project,
  cases: readonly DiskFile[],
): readonly Span[] | null {
  const { what, name, policy } = subject;
  if (what === "variable") return [...definitions(policy, name), ...uses(policy, "variables", name)];
  if (what === "parameter") {
    const keys = [keyAt(policy, ["spec", "parameters", name], texts), ...overrides(subject, documents, texts)];
    const known = keys.filter((span) => span !== null);
    return known.length === keys.length ? [...known, ...uses(policy, "params", name)] : null;
  }
  const at = policy.spec.validations.findIndex(({ id }) => id === name);
  return [
    policy.origin.at(["spec", "validations", at, "id"]),
    ...documents.flatMap((one) =>
      isWaiverOf(one, subject) && texts.has(one.origin.file) ? [one.origin.at(["spec", "validation"])] : [],
    ),
    ...cases.flatMap((file) => expectedKeys(file, name)),
  ];
}

function inExpression({ place, document }: Located, request: Request): Subject | null {
  const context = contextAt(place.before);
  if (context === null || document?.kind !== "Policy") return null;
  const { word: name, receiver } = context;
  if (receiver === "variables") return subjectOf({ what: "variable", name, policy: document.metadata.name }, request);
  return receiver === "params" ? subjectOf({ what: "parameter", name, policy: document.metadata.name }, request) : null;
}

function inDocument({ place, document }: Located, request: Request): Subject | null {
  const name = place.before.trim();
  const path = place.path.join(".");
  if (document?.kind === "Waiver" && path === "spec.validation")
    return subjectOf({ what: "validation", name, policy: document.spec.policy }, request);
  if (document?.kind !== "Policy") return null;
  const policy = document.metadata.name;
  if (/^spec\.variables\.\d+\.name$/.test(path)) return subjectOf({ what: "variable", name, policy }, request);
  if (/^spec\.validations\.\d+\.id$/.test(path)) return subjectOf({ what: "validation", name, policy }, request);
  return path === "spec.parameters" && place.at === "key"
    ? subjectOf({ what: "parameter", name, policy }, request)
    : null;
}

function subjectOf(
  { what, name, policy }: Pick<Subject, "what" | "name"> & { readonly policy: string },
  { project: { documents, texts } }: Request,
): Subject | null {
  const found = documents.find((one) => one.kind === "Policy" && one.metadata.name === policy);
  if (found?.kind !== "Policy" || !texts.has(found.origin.file)) return null;
  const { variables, validations, parameters } = found.spec;
  const names = {
    variable: variables.map((one) => one.name),
    validation: validations.map(({ id }) => id),
    parameter: Object.keys(parameters),
  };
  return names[what].includes(name) ? { what, name, policy: found } : null;
}

function definitions({ spec, origin }: PolicyDocument, name: string): readonly Span[] {
  return spec.variables.flatMap((one, at) => (one.name === name ? [origin.at(["spec", "variables", at, "name"])] : []));
}

/** Where expressions of a policy select `name` from `variables` or `params`. */
function uses({ spec, origin }: PolicyDocument, from: string, name: string): readonly Span[] {
  const messages = spec.validations.flatMap(({ messageExpression }) => messageExpression ?? []);
  const sources = [...spec.matchConditions, ...spec.variables, ...spec.validations].map(({ expression }) => expression);
  return [...sources, ...messages].flatMap((source) =>
    usesIn(source, from, name).map(([start, end]) => origin.within(source.path, start, end)),
  );
}

function usesIn({ text }: SourceExpression, from: string, name: string): readonly (readonly [number, number])[] {
  const tokens = tokensOf(text);
  return tokens.flatMap((token, at) => {
    const mark = tokens[at - 1]?.text === "?" ? at - 2 : at - 1;
    const isUse =
      token.text === name &&
      tokens[mark]?.text === "." &&
      tokens[mark - 1]?.text === from &&
      tokens[mark - 2]?.text !== ".";
    return isUse ? [[token.start, token.end] as const] : [];
  });
}

/** The key in front of a value, where nothing but white space and the colon stands between them. */
function keyAt(document: AnyDocument, path: readonly string[], texts: Project["texts"]): Span | null {
  const { file, start } = document.origin.at(path);
  const text = texts.get(file) ?? "";
  const key = path.at(-1) ?? "";
  const before = text.slice(0, start.offset).trimEnd();
  if (!before.endsWith(":")) return null;
  const end = before.slice(0, -1).trimEnd().length;
  const from = end - key.length;
  return text.slice(from, end) === key ? createLineIndex(file, text).span(from, end) : null;
}

/** Where settings give the parameter another value. */
function overrides(
  { name, policy }: Subject,
  documents: readonly AnyDocument[],
  texts: Project["texts"],
): readonly (Span | null)[] {
  return documents.flatMap((document) => {
    if (document.kind !== "Settings") return [];
    const own = Object.entries(document.spec.parameters).find(([key]) => key === policy.metadata.name)?.[1];
    if (own === undefined || !Object.hasOwn(own, name)) return [];
    return [keyAt(document, ["spec", "parameters", policy.metadata.name, name], texts)];
  });
}

function isWaiverOf(document: AnyDocument, { name, policy }: Subject): boolean {
  return (
    document.kind === "Waiver" && document.spec.policy === policy.metadata.name && document.spec.validation === name
  );
}

/** Where an expectation has an outcome for the name. */
function expectedKeys({ path, text }: DiskFile, name: string): readonly Span[] {
  const lines = createLineIndex(path, text);
  const key = new RegExp(`(?<![\\w.-])${name}(?=["']?[ \\t]*:[ \\t]*["']?[a-z-]+["']?)`, "g");
  return Array.from(text.matchAll(key), ({ index }) => lines.span(index, index + name.length));
}
