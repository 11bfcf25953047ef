import { createLineIndex, type Span } from "#core/diagnostics";
import type { AnyDocument, PolicyDocument } from "#core/documents";
import type { DiskFile } from "../../project/ports.ts";
import type { Project } from "../../project/project.ts";
import { formProblem, IDENTIFIER, type Renaming } from "./renaming.ts";
import { expressionsOf, usesIn } from "./uses.ts";

/** Something that a policy names. */
export interface PolicyName {
  readonly what: "variable" | "parameter" | "validation";
  readonly name: string;
  /** The name of the policy. */
  readonly policy: string;
}

interface Subject {
  readonly what: PolicyName["what"];
  readonly name: string;
  readonly policy: PolicyDocument;
}

/** The renaming of what a policy of the user names; null when it names nothing so. */
export function policyNameRenaming(named: PolicyName, { documents, texts }: Project): Renaming | null {
  const policy = documents.find((one) => one.kind === "Policy" && one.metadata.name === named.policy);
  if (policy?.kind !== "Policy" || !texts.has(policy.origin.file)) return null;
  if (!namesOf(policy, named.what).includes(named.name)) return null;
  const subject = { ...named, policy };
  return {
    problem: (name) => nameProblem(subject, name),
    places: (project, expectations) =>
      placesOf(subject, project, named.what === "validation" ? expectations(policy.origin.file) : []),
  };
}

function namesOf({ spec }: PolicyDocument, what: PolicyName["what"]): readonly string[] {
  if (what === "parameter") return Object.keys(spec.parameters);
  return what === "variable" ? spec.variables.map(({ name }) => name) : spec.validations.map(({ id }) => id);
}

function nameProblem({ what, policy }: Subject, name: string): string | null {
  const isTaken = namesOf(policy, what).includes(name);
  return (
    formProblem(name, what, what === "validation" ? LABEL : IDENTIFIER) ??
    (isTaken ? `The policy has a ${what} \`${name}\` already` : null)
  );
}

const LABEL = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;

/** The definition and the uses in expressions, settings, waivers and the expectations of cases. */
function placesOf(subject: Subject, { documents, texts }: Project, cases: readonly DiskFile[]): readonly Span[] | null {
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

function definitions({ spec, origin }: PolicyDocument, name: string): readonly Span[] {
  return spec.variables.flatMap((one, at) => (one.name === name ? [origin.at(["spec", "variables", at, "name"])] : []));
}

function uses(policy: PolicyDocument, from: "variables" | "params", name: string): readonly Span[] {
  return usesIn(policy.origin, expressionsOf(policy), from, name);
}

/** The key at the end of a path, where it is written as it is: in quotes it could not be replaced. */
function keyAt(document: AnyDocument, path: readonly string[], texts: Project["texts"]): Span | null {
  const span = document.origin.key(path);
  const written = texts.get(span.file)?.slice(span.start.offset, span.end.offset);
  return written === path.at(-1) ? span : null;
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
