import { existsSync, readdirSync, type Dirent } from "node:fs";
import { dirname, join } from "node:path";
import { reasonOf } from "../files/file-diagnostic.ts";
import { UsageError } from "../usage-error.ts";

/** One policy case on disk: a folder with an input and what is expected of it, judged by the policy documents that apply to it. */
export interface CaseFolder {
  /** The folder, as the user reached it. */
  readonly folder: string;
  readonly input: string;
  readonly expected: string;
  /** `policy.yaml` of the case itself or of the nearest folder above it, and the other documents that lie beside the input. */
  readonly documents: readonly string[];
}

const EXPECTED = /^expected\.(json|ya?ml)$/;
const INPUT = /^input\.\w+$/;
const DOCUMENT = /\.(json|ya?ml)$/;
const POLICY = "policy.yaml";
const MOST_LEVELS_UP = 4;

/** Every case at or below `folder`, in the order of names. A folder with an expectation but without an input is left to the runner to report. */
export function findCases(folder: string): readonly CaseFolder[] {
  const entries = entriesOf(folder).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const files = entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
  const expected = files.find((name) => EXPECTED.test(name));
  const own = expected === undefined ? [] : [caseFolder(folder, files, expected)];
  const folders = entries.filter((entry) => entry.isDirectory() && entry.name !== "node_modules");
  return [...own, ...folders.flatMap((entry) => findCases(join(folder, entry.name)))];
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new UsageError(`Cannot read \`${folder}\`: ${reasonOf(error)}`, "check the path and its permissions");
  }
}

function caseFolder(folder: string, files: readonly string[], expected: string): CaseFolder {
  const input = files.find((name) => INPUT.test(name)) ?? "input.json";
  const beside = files.filter((name) => DOCUMENT.test(name) && name !== input && name !== expected && name !== POLICY);
  const policy = nearestPolicy(folder, MOST_LEVELS_UP);
  return {
    folder,
    input: join(folder, input),
    expected: join(folder, expected),
    documents: [...(policy === null ? [] : [policy]), ...beside.map((name) => join(folder, name))],
  };
}

function nearestPolicy(folder: string, levels: number): string | null {
  const candidate = join(folder, POLICY);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(folder);
  return levels === 0 || parent === folder ? null : nearestPolicy(parent, levels - 1);
}
