import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { parseDocuments } from "#core/documents";
import { printable } from "#adapters/reporters";
import { readConfig } from "../config/config.ts";
import { reasonOf } from "../files/file-diagnostic.ts";
import { kindDocuments, kindSources, loadedDocuments, type KindSource } from "../scaffold/kinds.ts";
import { policyText, type PolicyParts } from "../scaffold/policy-text.ts";
import { findStarter, type Starter } from "../scaffold/starter.ts";
import { nameHint, UsageError } from "../usage-error.ts";

interface NewFlags {
  readonly kind: string;
  readonly title?: string;
  readonly to: string;
  readonly config?: string;
}

const EXAMPLES = `
Examples:
  $ writ new policy buckets-keep-versions --kind ObjectStore
  $ writ new policy keys-rotate --kind CryptoKey --title "Keys are changed each year" --to rules/

It writes the policy, with a rule to change, and a case that passes and one that fails:
  policies/buckets-keep-versions/policy.yaml
  policies/buckets-keep-versions/cases/pass/input.json, expected.json
  policies/buckets-keep-versions/cases/fail/input.json, expected.json

Exit codes:
  0  the policy was written
  2  the policy exists already, or its name or kind cannot be`;

/** Adds `writ new`. */
export function addNew(program: Command): void {
  const command = program
    .command("new")
    .summary("begin a policy with its cases")
    .description("Begins a policy: a document, a case that passes and one that fails.")
    .addHelpText("after", EXAMPLES);
  command
    .command("policy")
    .summary("begin a policy with its cases")
    .description("Begins a policy: a document, a case that passes and one that fails.")
    .argument("<id>", "its name: lower-case letters, digits and hyphens")
    .requiredOption("--kind <Kind>", "the kind of resources that it is about, for example ObjectStore")
    .option("--title <title>", "what must be true, in one line (default: made from the name)")
    .option("--to <folder>", "the folder that it goes into", "policies")
    .option("--config <file>", "configuration file (default: writ.yaml, found upwards)")
    .addHelpText("after", EXAMPLES)
    .action((id: string, flags: NewFlags) => {
      for (const file of newPolicy(id, flags)) process.stdout.write(`${printable(file)}\n`);
    });
}

/** Writes the files of a new policy and answers their paths. */
function newPolicy(id: string, { kind, title = titleOf(id), to, config }: NewFlags): readonly string[] {
  const loaded = loadedDocuments(readConfig(config).policies);
  const kinds = kindDocuments(loaded);
  const source = knownKind(kind, kindSources(kinds));
  checkNames({ id, title, kind, rules: [{ id: "rule", expression: "true", message: "A rule" }] });
  if (loaded.some(({ documents }) => documents.some((one) => one.kind === "Policy" && one.metadata.name === id)))
    throw new UsageError(`There is a policy \`${id}\` already`, "choose another name");
  const starter = findStarter(source, kinds);
  if (starter === null)
    throw new UsageError(
      `No resource can be made up that becomes a \`${kind}\``,
      "write the policy and its cases by hand",
    );
  const policy = policyText({ id, title, kind, rules: [starter.rule] });
  return write(join(to, id), { "policy.yaml": policy, ...caseFiles("pass", starter), ...caseFiles("fail", starter) });
}

function knownKind(kind: string, kinds: ReadonlyMap<string, KindSource>): KindSource {
  const source = kinds.get(kind);
  if (source !== undefined) return source;
  const names = [...kinds.keys()].toSorted();
  throw new UsageError(`There is no kind \`${kind}\``, nameHint(kind, names, `kinds: ${names.join(", ")}`));
}

/** Throws if a policy cannot be called so; what is wrong is told as `writ lint` does. */
function checkNames(parts: PolicyParts): void {
  const [problem] = parseDocuments("policy.yaml", policyText(parts)).diagnostics;
  if (problem !== undefined) throw new UsageError(problem.message, problem.hint);
}

function titleOf(id: string): string {
  const words = id.replaceAll("-", " ").trim();
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}` || id;
}

function caseFiles(outcome: "pass" | "fail", starter: Starter): Readonly<Record<string, string>> {
  const { id, input } = starter[outcome];
  const expected = { verdicts: { [id]: { [starter.rule.id]: outcome } } };
  return {
    [`cases/${outcome}/input.json`]: `${JSON.stringify(input, null, 2)}\n`,
    [`cases/${outcome}/expected.json`]: `${JSON.stringify(expected, null, 2)}\n`,
  };
}

function write(folder: string, files: Readonly<Record<string, string>>): readonly string[] {
  if (existsSync(folder)) throw new UsageError(`\`${folder}\` exists already`, "choose another name or folder");
  return Object.entries(files).map(([name, text]) => {
    const file = join(folder, name);
    try {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { flag: "wx" });
    } catch (error) {
      throw new UsageError(`Cannot write \`${file}\`: ${reasonOf(error)}`);
    }
    return file;
  });
}
