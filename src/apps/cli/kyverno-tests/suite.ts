import { dirname, isAbsolute, join } from "node:path";
import { fieldAt, textAt, type Operation, type UserInfo } from "#core/admission";
import type { Value, ValueObject } from "#core/language";
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
  readonly responses: readonly ValueObject[];
  readonly userInfo: UserInfo | null;
  readonly expected: readonly Expected[];
  /** Keys of the test that ask for what cannot be run. */
  readonly unsupported: readonly string[];
}

const UNSUPPORTED = ["envoyPayloads", "httpPayloads", "subresources"];

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
  const mocks = [...named("variables"), ...named("context"), ...files("clusterResources"), ...files("targetResources")];
  return {
    file,
    name: textAt(test, "metadata", "name") ?? "",
    policyFiles: files("policies"),
    exceptionFiles: files("exceptions"),
    resources: files("resources").flatMap(readValues),
    payloads: textsAt(test, "jsonPayloads").flatMap((path) =>
      readValues(at(path)).map((value) => ({ name: path.slice(path.lastIndexOf("/") + 1), value })),
    ),
    mocks: mocks.flatMap(readValues),
    responses: mapsAt(test, "apiCallResponses"),
    userInfo: named("userinfo").flatMap(readValues).map(userOf)[0] ?? null,
    expected: mapsAt(test, "results").map(expectedOf),
    unsupported: UNSUPPORTED.filter((key) => Object.hasOwn(test, key)),
  };
}

function userOf(document: ValueObject): UserInfo {
  const user = fieldAt(document, "userInfo") ?? null;
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

function expectedOf(row: ValueObject): Expected {
  const single = textAt(row, "resource");
  return {
    policy: textAt(row, "policy") ?? "",
    kind: textAt(row, "kind") ?? "",
    resources: [...textsAt(row, "resources"), ...(single === null ? [] : [single])],
    result: textAt(row, "result") ?? textAt(row, "status") ?? "",
    operation: operationOf(fieldAt(row, "operation")),
  };
}
