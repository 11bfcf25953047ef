import {
  compilePolicy,
  creationRequest,
  evaluateJson,
  evaluateRequest,
  readKyvernoDocuments,
  textAt,
  type AdmissionRequest,
  type CompiledPolicy,
  type KyvernoDocuments,
  type KyvernoResult,
  type Operation,
} from "#core/admission";
import type { Diagnostic } from "#core/diagnostics";
import type { Timestamp, ValueObject } from "#core/language";
import { readText } from "./read.ts";
import type { Expected, KyvernoSuite } from "./suite.ts";
import { namespacesOf, valuedOperation, worldOf } from "./world.ts";

/** What one policy said of one resource, beside what was expected of it. */
export interface KyvernoRow {
  readonly policy: string;
  readonly kind: string;
  readonly resource: string;
  readonly expected: string;
  /**
   * `excluded` where the policy is not about the resource, `refused` where no policy of that name could be run, `absent` where the test has no such
   * resource.
   */
  readonly actual: string;
  readonly message: string;
}

/** The rows of a test, and why parts of it could not be run. */
export interface KyvernoRun {
  readonly rows: readonly KyvernoRow[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Whether a row is as expected. Kyverno takes a policy that is not about a resource for as expected whatever that is; here that cannot be a failure,
 * of which such a row would prove nothing.
 */
export function isMet({ expected, actual }: KyvernoRow): boolean {
  return actual === expected || (actual === "excluded" && (expected === "skip" || expected === "pass"));
}

/** Runs a test of Kyverno; a policy that cannot be run is told in a diagnostic. Throws a `UsageError` that names a file that cannot be read. */
export function runSuite(suite: KyvernoSuite, now: Timestamp): KyvernoRun {
  const documents = [...suite.policyFiles, ...suite.exceptionFiles].map((file) =>
    readKyvernoDocuments(file, readText(file)),
  );
  const exceptions = documents.flatMap((one) => one.exceptions);
  const world = { ...worldOf(suite), clock: { now } };
  const compiled = documents.flatMap((one: KyvernoDocuments) =>
    one.policies.map((policy) => compilePolicy(policy, exceptions, world)),
  );
  const judge = { suite, now, policies: compiled.flatMap(({ policies }) => policies) };
  return {
    rows: suite.expected.flatMap((row) =>
      (row.resources.length === 0 ? [""] : row.resources).map((resource) => judgeRow(judge, row, resource)),
    ),
    diagnostics: [...documents, ...compiled].flatMap(({ diagnostics }) => diagnostics),
  };
}

interface Judge {
  readonly suite: KyvernoSuite;
  readonly now: Timestamp;
  readonly policies: readonly CompiledPolicy[];
}

function judgeRow(judge: Judge, row: Expected, resource: string): KyvernoRow {
  const policies = judge.policies.filter(({ document }) => isNamed(document.metadata, row.policy));
  const found = resultsOf({ ...judge, policies }, row, resource);
  const results = found?.filter((result) => result !== null) ?? [];
  const telling = results.find(({ status }) => status !== row.result) ?? results[0];
  return {
    policy: row.policy,
    kind: row.kind,
    resource,
    expected: row.result,
    actual: telling?.status ?? silence(policies, found),
    message: telling?.message ?? "",
  };
}

function silence(policies: readonly CompiledPolicy[], found: readonly unknown[] | null): string {
  if (policies.length === 0) return "refused";
  return found === null ? "absent" : "excluded";
}

function isNamed({ name, namespace }: CompiledPolicy["document"]["metadata"], written: string): boolean {
  return written === name || written === `${namespace ?? "default"}/${name}`;
}

/** Null where the test has no such resource. */
function resultsOf(
  { suite, now, policies }: Judge,
  row: Expected,
  resource: string,
): readonly (KyvernoResult | null)[] | null {
  const payloads = suite.payloads.filter(({ name }) => name === resource);
  const requests = suite.resources.flatMap((object) => {
    const request = creationRequest(object);
    return isMeant(request, row.kind, resource) ? [as(request, operationFor(suite, row, request.name), suite)] : [];
  });
  if (payloads.length + requests.length === 0) return null;
  const namespaces = namespacesOf(
    suite,
    requests.map(({ namespace }) => namespace).filter((name) => name !== ""),
  );
  return policies.flatMap((policy) => [
    ...payloads.map(({ value }) => evaluateJson(policy, value, now)),
    ...requests.map((request) => evaluateRequest(policy, request, { namespaces, now })),
  ]);
}

function isMeant({ resource, name, namespace, object }: AdmissionRequest, kind: string, written: string): boolean {
  if (kind !== "" && kind !== resource.kind) return false;
  const own = textAt(object ?? undefined, "metadata", "namespace") ?? namespace;
  return written === name || written === `${own}/${name}`;
}

function operationFor(suite: KyvernoSuite, row: Expected, resource: string): Operation {
  return row.operation ?? valuedOperation(suite, row.policy, resource) ?? "CREATE";
}

const NOBODY = { username: "", uid: "", groups: [], extra: {} };

/** The request of an operation on the object that a request creates; what is updated is what it was. */
function as(request: AdmissionRequest, operation: Operation, { userInfo }: KyvernoSuite): AdmissionRequest {
  const object: ValueObject | null = operation === "DELETE" ? null : request.object;
  const oldObject = operation === "CREATE" ? null : request.object;
  return { ...request, operation, object, oldObject, userInfo: userInfo ?? NOBODY };
}
