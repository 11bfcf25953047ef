import { parseTimestamp, Timestamp } from "#core/language";
import { list, text, withRule, type RuleProblem, type Shape } from "../shape/index.ts";

/** The name of a document, an environment or a validation: what a DNS label may be. */
export const nameShape: Shape<string> = text({
  expected: "text with a name",
  maxLength: 63,
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/,
  rule: "consist of lower-case letters, digits and inner hyphens",
  code: "document-invalid-name",
  mend: (value) =>
    trimmed(
      value
        .replaceAll(/([a-z])([A-Z])/g, "$1-$2")
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-"),
    ),
});

/**
 * The name of a policy as reports have it: one of others may have dots in its name, and its kind or namespace before it, as in
 * `team/require-labels`.
 */
export const waivedPolicyShape: Shape<string> = text({
  expected: "text with the name of a policy",
  maxLength: 400,
  pattern: /^(?:[A-Za-z0-9][-A-Za-z0-9.]*\/){0,2}[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/,
  rule: "be the name of a policy as reports have it: lower-case letters, digits and inner hyphens and dots, with kind or namespace and `/` before it where reports have them",
  code: "document-invalid-name",
});

/** The name of a resource kind. */
export const kindNameShape: Shape<string> = text({
  expected: "text with the name of a kind",
  maxLength: 63,
  pattern: /^[A-Z][A-Za-z0-9]*$/,
  rule: "start with a capital and consist of letters and digits",
  code: "document-invalid-name",
  mend: capitalised,
});

/** What may be meant by a name of a kind that is none: its words, each with a capital. */
export function capitalised(value: string): string {
  return value.replaceAll(/(?:^|[^A-Za-z0-9]+)(.?)/g, (_, next: string) => next.toUpperCase());
}

function trimmed(value: string): string {
  return value.replace(/^-/, "").replace(/-$/, "");
}

/** A name that expressions select, as in `params.maxDays`. */
export const identifierShape: Shape<string> = text({
  expected: "text with an identifier",
  maxLength: 63,
  pattern: /^(?!(?:true|false|null|in)$)[A-Za-z_][A-Za-z0-9_]*$/,
  rule: "be an identifier of the expression language: letters, digits and `_`, no digit first, not `true`, `false`, `null` or `in`",
  code: "document-invalid-name",
  mend: (value) => value.replaceAll(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase()),
});

/** A property of a kind, or by its path a part of one, as in `backup.days`. */
export const propertyPathShape: Shape<string> = text({
  expected: "text with the path of a property",
  maxLength: 253,
  pattern: /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*$/,
  rule: "be identifiers joined by dots, for example `backup.days`",
  code: "document-invalid-name",
});

/** The native type of a resource, such as `aws_s3_bucket`, `apps/v1 Deployment` or `gcloud container clusters`. */
export const nativeTypeShape: Shape<string> = text({
  expected: "text with a native type",
  maxLength: 253,
  pattern: /^[\w@./:-]+(?: [\w./:-]+)*$/,
  rule: "be a native type such as `aws_s3_bucket`, `apps/v1 Deployment` or `gcloud container clusters`, with single blanks",
  mend: (value) => value.trim().replaceAll(/\s+/g, " "),
});

/** A list of native types. */
export const nativeTypesShape: Shape<readonly string[]> = list(nativeTypeShape, {
  of: "native types",
  atLeastOne: true,
  unique: { by: (type) => type, what: "type" },
});

/** One line for people: a title, an owner, a principal. */
export const lineShape: Shape<string> = text({
  expected: "text",
  maxLength: 512,
  pattern: /^[^\p{Cc}]*[^\p{Cc}\s][^\p{Cc}]*$/u,
  rule: "be one line with something on it",
});

/** Words for people, of any number of lines. */
export const proseShape: Shape<string> = text({ expected: "text", maxLength: 16_384 });

/** The key or value of a label or annotation. */
export const labelKeyShape: Shape<string> = text({ expected: "text", maxLength: 317 });

const DIGEST: Shape<string> = text({
  expected: "text with a SHA-256 digest",
  maxLength: 71,
  pattern: /^(?:sha256:)?[0-9a-f]{64}$/,
  rule: "be a SHA-256 digest of 64 lower-case hexadecimal digits",
});

/** A SHA-256 digest in lower-case hex; a prefix `sha256:` is dropped. */
export const digestShape: Shape<string> = {
  expected: DIGEST.expected,
  read: (node, place, reading) => DIGEST.read(node, place, reading)?.replace("sha256:", ""),
  schema: (definitions) => DIGEST.schema(definitions),
};

/** A requirement as `framework/requirement`, for example `nist-800-53-r5/AC-6(5)`. */
export const requirementRefShape: Shape<string> = text({
  expected: "text with a requirement",
  maxLength: 128,
  pattern: /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?\/[A-Za-z0-9][A-Za-z0-9.()_:-]*$/,
  rule: "be `framework/requirement`, for example `nist-800-53-r5/AC-6`",
});

/** The id of a control, as in the label `control` of the policy that enforces it. */
export const controlIdShape: Shape<string> = text({
  expected: "text with the id of a control",
  maxLength: 63,
  pattern: /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
  rule: "consist of letters, digits and inner `. _ -`, for example `STO-01`",
});

/** A point in time by RFC 3339 with a zone, for example `2027-01-31T00:00:00Z`. */
export const instantShape: Shape<string> = withRule(
  text({ expected: "text with a date and time", maxLength: 40 }),
  (value) => (parseTimestamp(value) instanceof Timestamp ? null : invalidInstant(value)),
  { format: "date-time" },
);

function invalidInstant(value: string): RuleProblem {
  return {
    path: [],
    code: "document-invalid-time",
    message: `\`${value}\` is not a date and time with a zone`,
    hint: "Write it by RFC 3339, for example `2027-01-31T00:00:00Z`",
  };
}
