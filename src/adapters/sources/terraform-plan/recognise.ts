import type { Value } from "#core/language";
import { isObject } from "#core/model";
import { namesAt, textOf, textStart } from "../json/index.ts";

/**
 * What bytes are that have to do with Terraform: a plan as JSON, or one of the things that are handed in by mistake for one.
 */
export type TerraformArtefact =
  | "plan"
  | "binary-plan"
  | "utf16-plan"
  | "state"
  | "state-output"
  | "plan-stream"
  | "plan-text";

const PLAN_MEMBERS: ReadonlySet<string> = new Set([
  "resource_changes",
  "planned_values",
  "resource_drift",
  "configuration",
]);

/** Members that only artefacts without a format version have together; a plan from which it was taken is still a plan. */
const SIGNATURES: readonly { readonly artefact: TerraformArtefact; readonly members: readonly string[] }[] = [
  { artefact: "state", members: ["lineage", "serial"] },
  { artefact: "plan-stream", members: ["@level", "@message"] },
  { artefact: "plan", members: ["resource_changes", "terraform_version"] },
];

/** How much of the beginning is looked at for what is not one JSON object. */
const HEAD_BYTES = 8192;

/** What prints of plans begin with, with and without colours. */
const PLAN_TEXT =
  /^(?:Terraform|OpenTofu) (?:used the selected providers|will perform the following actions)|^No changes\. Your infrastructure/m;

/** Tells what the bytes are, by content; null when they have nothing of Terraform. */
export function recogniseTerraform(bytes: Uint8Array): TerraformArtefact | null {
  if (isZip(bytes)) return zipHoldsPlan(bytes) ? "binary-plan" : null;
  const head = bytes.subarray(0, HEAD_BYTES);
  const utf16 = utf16Text(head);
  if (utf16 !== null) return /"(?:format_version|terraform_version)"/.test(utf16) ? "utf16-plan" : null;
  return ofObject(bytes) ?? ofText(new TextDecoder().decode(head));
}

/** Tells a plan among JSON values: an object with a format version and something that only plans have. */
export function isTerraformPlan(value: Value): boolean {
  return (
    isObject(value) &&
    textOf(value, "format_version") !== undefined &&
    Object.keys(value).some((key) => PLAN_MEMBERS.has(key))
  );
}

function ofObject(bytes: Uint8Array): TerraformArtefact | null {
  const names = new Set<string>();
  for (const name of namesAt(bytes, textStart(bytes))) {
    names.add(name);
    if (names.has("format_version") && PLAN_MEMBERS.has(name)) return "plan";
  }
  if (names.has("format_version")) return namesPlan(names) || !isClosed(bytes) ? "plan" : "state-output";
  const mistaken = SIGNATURES.find(({ members }) => members.every((name) => names.has(name)));
  return mistaken?.artefact ?? null;
}

function namesPlan(names: ReadonlySet<string>): boolean {
  return [...names].some((name) => PLAN_MEMBERS.has(name));
}

/** Tells whether the last character is a brace; an object that was cut off may have been a plan. */
function isClosed(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(-HEAD_BYTES)).trimEnd().endsWith("}");
}

function ofText(head: string): TerraformArtefact | null {
  // oxlint-disable-next-line no-control-regex -- colours of a terminal
  return PLAN_TEXT.test(head.replaceAll(/\u001b\[[\d;]*m/g, "")) ? "plan-text" : null;
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}

/** A saved plan is a zip archive with an entry `tfplan`; the names of entries stand in the clear. */
function zipHoldsPlan(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder("latin1");
  return (
    decoder.decode(bytes.subarray(0, HEAD_BYTES)).includes("tfplan") ||
    decoder.decode(bytes.subarray(-HEAD_BYTES)).includes("tfplan")
  );
}

/** The text of bytes with the mark of UTF-16, or with the zeros that plain text has in it; null for anything else. */
function utf16Text(head: Uint8Array): string | null {
  const zeros = [0, 1, 2, 3].map((index) => (head[index] === 0 ? "0" : "x")).join("");
  if ((head[0] === 0xff && head[1] === 0xfe) || zeros === "x0x0") return new TextDecoder("utf-16le").decode(head);
  if ((head[0] === 0xfe && head[1] === 0xff) || zeros === "0x0x") return new TextDecoder("utf-16be").decode(head);
  return null;
}
