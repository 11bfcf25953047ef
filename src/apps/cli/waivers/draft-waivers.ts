import { stringify } from "yaml";
import { printable } from "#adapters/reporters";
import { parseDocuments } from "#core/documents";
import type { WaivableFinding } from "#points/check";
import { UsageError } from "../usage-error.ts";

/** What a waiver says beside the finding that it is about. A null approver leaves a draft that does not load until somebody approves it. */
export interface Terms {
  readonly owner: string;
  readonly author: string;
  readonly approver: string | null;
  readonly reason: string;
  readonly category: string;
  readonly ticket: string | null;
  /** A date, or a point in time by RFC 3339. */
  readonly expires: string;
}

/** A finding and the terms on which it is to be accepted. */
export interface Draft {
  readonly waivable: WaivableFinding;
  readonly terms: Terms;
}

/** The `Waiver` documents of drafts as one YAML text. Throws a `UsageError` where the terms make none, such as an author who approves. */
export function draftWaivers(drafts: readonly Draft[], now: Date): string {
  const names = new Map<string, number>();
  return drafts.map((draft) => documentText(draft, nameFor(draft, names), now)).join("---\n");
}

function documentText({ waivable: { finding, digest }, terms }: Draft, name: string, now: Date): string {
  const { id, type, scope } = finding.resource;
  const { approver, ticket } = terms;
  const place = `${finding.location.file}${finding.location.start === undefined ? "" : `:${finding.location.start.line}`}`;
  const document = {
    apiVersion: "writ/v1",
    kind: "Waiver",
    metadata: { name },
    spec: {
      policy: finding.policy,
      validation: finding.validation,
      ...bindingOf(finding),
      resource: { id, type, ...(scope === "" ? {} : { scope }) },
      ...(digest === null ? {} : { digest }),
      owner: terms.owner,
      author: terms.author,
      ...(approver === null ? {} : { approver }),
      reason: terms.reason,
      category: terms.category,
      ...(ticket === null ? {} : { ticket }),
      expires: instantOf(terms.expires, now),
    },
  };
  const text = stringify(document, { lineWidth: 0 });
  refuseFaulty(approver === null ? withApprover(document) : text);
  const missing =
    approver === null ? ["Not approved yet: it loads once somebody other than its author stands as `approver`"] : [];
  const remarks = [`${finding.resource.id} in ${place}: ${finding.message}`, ...missing];
  return `${remarks.map((remark) => `# ${printable(remark)}\n`).join("")}${text}`;
}

/** What bound a policy of others, so that the waiver is of this finding alone. */
function bindingOf({ foreign }: WaivableFinding["finding"]): { readonly binding?: string } {
  const binding = foreign?.binding ?? null;
  return binding === null ? {} : { binding };
}

/** Whether everything else is right can be told although the approver is still to come. */
function withApprover(document: { readonly spec: { readonly author: string } }): string {
  return stringify(
    { ...document, spec: { ...document.spec, approver: `not ${document.spec.author}` } },
    { lineWidth: 0 },
  );
}

function refuseFaulty(text: string): void {
  const [problem] = parseDocuments("waiver.yaml", text).diagnostics;
  if (problem !== undefined) throw new UsageError(problem.message, problem.hint);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;

function instantOf(expires: string, now: Date): string {
  const text = DATE.test(expires) ? `${expires}T00:00:00Z` : expires;
  const time = Date.parse(text);
  if (time <= now.getTime())
    throw new UsageError(`A waiver that ends at \`${expires}\` is over already`, "name a later day");
  return text;
}

const MOST_OF_NAME = 40;

/** The validation's name and the start of the fingerprint, numbered where one finding stands under several contents. */
function nameFor({ waivable: { finding } }: Draft, taken: Map<string, number>): string {
  const name = `${finding.validation.slice(0, MOST_OF_NAME)}-${finding.fingerprint.slice(0, 12)}`;
  const times = (taken.get(name) ?? 0) + 1;
  taken.set(name, times);
  return times === 1 ? name : `${name}-${times}`;
}
