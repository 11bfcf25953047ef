import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { findFiles } from "../find-files.ts";
import { ROOT } from "../cli/writ.ts";

/** The parts whose diagnostics are about documents. */
const PARTS = ["language", "documents", "kinds", "admission", "bundle"];

/** Every code that the sources declare for a diagnostic of a document, sorted: in a `code`, in a report, or among the codes of expressions. */
export function declaredCodes(): readonly string[] {
  const files = PARTS.flatMap((part) => findFiles(join(ROOT, "src/core", part)));
  const sources = files.filter((file) => file.endsWith(".ts") && !/\.test\.ts$|[/\\]testing[/\\]/.test(file));
  const codes = sources.flatMap((file) => codesIn(file, readFileSync(file, "utf8")));
  return [...new Set(codes)].toSorted();
}

const CODE = /^[a-z]+[0-9]*(?:-[a-z0-9]+)+$/;
const REPORTS = /^(?:#?report|problem|fileDiagnostic)$/;

function codesIn(file: string, text: string): readonly string[] {
  const found: string[] = [];
  const pending: unknown[] = [parseSync(file, text).program];
  for (let node = pending.pop(); pending.length > 0 || node !== undefined; node = pending.pop()) {
    if (!isRecord(node)) continue;
    const code = codeOf(node);
    if (code !== null && CODE.test(code)) found.push(code);
    pending.push(...Object.values(node).flat());
  }
  return found;
}

type Node = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is Node {
  return typeof value === "object" && value !== null;
}

/** The code that a node declares, if it does. */
function codeOf(node: Node): string | null {
  if (node["type"] === "Property") return nameOf(node["key"]) === "code" ? textOf(node["value"]) : null;
  if (node["type"] === "CallExpression") {
    const { callee, arguments: args } = node;
    const name =
      isRecord(callee) && callee["type"] === "MemberExpression" ? nameOf(callee["property"]) : nameOf(callee);
    return REPORTS.test(name) && Array.isArray(args) ? textOf(args[0]) : null;
  }
  const literal = node["type"] === "TSLiteralType" ? textOf(node["literal"]) : null;
  return literal?.startsWith("expression-") === true ? literal : null;
}

function nameOf(node: unknown): string {
  return isRecord(node) && typeof node["name"] === "string" ? node["name"] : "";
}

/** The text of a literal, or of the one that stands for what is not given. */
function textOf(node: unknown): string | null {
  if (isRecord(node) && node["type"] === "LogicalExpression") return textOf(node["right"]);
  return isRecord(node) && node["type"] === "Literal" && typeof node["value"] === "string" ? node["value"] : null;
}
