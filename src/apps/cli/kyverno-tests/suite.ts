import { dirname, isAbsolute, join } from "node:path";
import { textAt, type Operation, type UserInfo } from "#core/admission";
import type { Value, ValueObject } from "#core/language";
import { isObject, memberAt } from "#core/model";
import { filesAt, mapsAt, readValues, textsAt } from "./read.ts";

/** What a test expects of one policy for some resources. */
export interface Expected {
  readonly policy: string;
  /** Empty for all kinds. */
  readonly kind: string;
  /** `name` or `namespace/name`; of a JSON payload the name of its file. */
  readonly resources: readonly string[];
  readonly result: string;
  readonly operation: Operation | null;
  /** The files that hold what resources become; empty where nothing is said of it. */
  readonly patchedFiles: readonly string[];
}

/** A test of Kyverno (`cli.kyverno.io/v1alpha1`, Test) with all that it names, read. */
export interface KyvernoSuite {
  readonly file: string;
  readonly name: string;
  readonly policyFiles: readonly string[];
  readonly exceptionFiles: readonly string[];
  readonly resources: readonly ValueObject[];
  readonly payloads: readonly { readonly name: string; readonly value: ValueObject }[];
  /** Documents of kinds `Values`, `Context` and `ClusterResource`, which mock the cluster. */
  readonly mocks: readonly ValueObject[];
  /** What exists for policies that change what exists. */
  readonly targets: readonly ValueObject[];
  /** The definitions of custom resources. */
  readonly definitions: readonly ValueObject[];
  readonly responses: readonly ValueObject[];
  readonly globalContext: readonly ValueObject[];
  readonly userInfo: UserInfo | null;
  readonly expected: readonly Expected[];
  /** Keys of the test, and of what it expects, that mean nothing here: what they ask for cannot be run. */
  readonly unsupported: readonly string[];
}

const KEYS =
  wordsOf(`apiVersion kind metadata name policies exceptions resources jsonPayload jsonPayloads variables values context
  clusterResources targetResources apiCallResponses globalContextEntries userinfo results`);
const RESULT_KEYS = wordsOf(
  "policy rule kind namespace resource resources result status operation patchedResource patchedResources",
);
/** Keys that say of which type a policy is, and those about types that are refused as such. */
const OF_TYPES = /^(?:is[A-Z]\w*Policy|generatedResource|cloneSourceResource)$/;

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Reads the tests in a file; throws a `UsageError` that names the file that cannot be read. */
export function readSuites(file: string): readonly KyvernoSuite[] {
  return readValues(file).map((test) => readSuite(file, test));
}

function readSuite(file: string, test: ValueObject): KyvernoSuite {
  const at = (path: string): string => (isAbsolute(path) ? path : join(dirname(file), path));
  const files = (key: string): readonly string[] => textsAt(test, key).flatMap((path) => filesAt(at(path)));
  const named = (key: string): readonly string[] => {
    const path = textAt(test, key);
    return path === null ? [] : [at(path)];
  };
  const payloads = [...textsAt(test, "jsonPayloads"), ...textsOf(memberAt(test, "jsonPayload"))];
  const targets = files("targetResources").flatMap(readValues);
  const mocked = [...named("variables"), ...named("context"), ...files("clusterResources")];
  const mocks = [...mocked.flatMap(readValues), ...targets, ...mapsOf(memberAt(test, "values"))];
  return {
    file,
    name: textAt(test, "metadata", "name") ?? "",
    policyFiles: files("policies"),
    exceptionFiles: files("exceptions"),
    resources: files("resources").flatMap(readValues),
    payloads: payloads.flatMap((path) =>
      readValues(at(path)).map((value) => ({ name: path.slice(path.lastIndexOf("/") + 1), value })),
    ),
    mocks,
    targets,
    definitions: mocks.flatMap((mock) => textsAt(mock, "spec", "crds")).flatMap((path) => readValues(at(path))),
    responses: mapsAt(test, "apiCallResponses"),
    globalContext: mapsAt(test, "globalContextEntries"),
    userInfo: named("userinfo").flatMap(readValues).map(userOf)[0] ?? null,
    expected: mapsAt(test, "results").map((row) => expectedOf(row, at)),
    unsupported: unsupportedKeys(test),
  };
}

function textsOf(value: Value | undefined): readonly string[] {
  return typeof value === "string" ? [value] : [];
}

function mapsOf(value: Value | undefined): readonly ValueObject[] {
  return isObject(value) ? [value] : [];
}

function unsupportedKeys(test: ValueObject): readonly string[] {
  const results = mapsAt(test, "results").flatMap((row) => Object.keys(row));
  const entries = mapsAt(test, "globalContextEntries").flatMap((entry) => Object.keys(entry));
  return [
    ...Object.keys(test).filter((key) => !KEYS.has(key)),
    ...results.filter((key) => !RESULT_KEYS.has(key) && !OF_TYPES.test(key)),
    ...entries.filter((key) => key !== "name" && key !== "data"),
  ];
}

function userOf(document: ValueObject): UserInfo {
  const user = memberAt(document, "userInfo") ?? null;
  return {
    username: textAt(user, "username") ?? "",
    uid: textAt(user, "uid") ?? "",
    groups: textsAt(user, "groups"),
    extra: {},
  };
}

const OPERATIONS: readonly Operation[] = ["CREATE", "UPDATE", "DELETE", "CONNECT"];

/** The operation that a text names; null where it names none. */
export function operationOf(text: Value | undefined): Operation | null {
  return OPERATIONS.find((operation) => operation === text) ?? null;
}

function expectedOf(row: ValueObject, at: (path: string) => string): Expected {
  return {
    policy: textAt(row, "policy") ?? "",
    kind: textAt(row, "kind") ?? "",
    resources: [...textsAt(row, "resources"), ...textsOf(memberAt(row, "resource"))],
    result: textAt(row, "result") ?? textAt(row, "status") ?? "",
    operation: operationOf(memberAt(row, "operation")),
    patchedFiles: ["patchedResources", "patchedResource"].flatMap((key) => textsOf(memberAt(row, key))).map(at),
  };
}
