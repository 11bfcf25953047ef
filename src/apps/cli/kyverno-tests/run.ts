import {
  compileMutating,
  compilePolicy,
  creationRequest,
  evaluateJson,
  evaluateMutation,
  evaluateRequest,
  mutateExisting,
  readKyvernoDocuments,
  textAt,
  type AdmissionRequest,
  type CompiledKyvernoMutating,
  type CompiledPolicy,
  type KyvernoDocuments,
  type KyvernoMutation,
  type MutationSurroundings,
  type Operation,
} from "#core/admission";
import type { Diagnostic } from "#core/diagnostics";
import type { Timestamp, ValueObject } from "#core/language";
import { judgeMutation, type Judged } from "./patched.ts";
import { readText } from "./read.ts";
import type { Expected, KyvernoSuite } from "./suite.ts";
import { asSubresource, namespacesOf, valuedOperation, worldOf } from "./world.ts";

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
  const mutating = documents.flatMap((one: KyvernoDocuments) =>
    one.mutating.map((policy) => compileMutating(policy, exceptions, world)),
  );
  const judge = {
    suite,
    now,
    policies: compiled.flatMap(({ policies }) => policies),
    mutating: mutating.flatMap(({ policies }) => policies),
  };
  return {
    rows: suite.expected.flatMap((row) =>
      (row.resources.length === 0 ? [""] : row.resources).map((resource) => judgeRow(judge, row, resource)),
    ),
    diagnostics: [...documents, ...compiled, ...mutating].flatMap(({ diagnostics }) => diagnostics),
  };
}

interface Judge {
  readonly suite: KyvernoSuite;
  readonly now: Timestamp;
  readonly policies: readonly CompiledPolicy[];
  readonly mutating: readonly CompiledKyvernoMutating[];
}

function judgeRow(judge: Judge, row: Expected, resource: string): KyvernoRow {
  const policies = judge.policies.filter(({ document }) => isNamed(document.metadata, row.policy));
  const mutating = judge.mutating.filter(({ document }) => isNamed(document.metadata, row.policy));
  const results = resultsOf({ ...judge, policies, mutating }, row, resource);
  const telling = results?.find(({ status }) => status !== row.result) ?? results?.[0];
  return {
    policy: row.policy,
    kind: row.kind,
    resource,
    expected: row.result,
    actual: telling?.status ?? silence([...policies, ...mutating], results),
    message: telling?.message ?? "",
  };
}

function silence(policies: readonly unknown[], found: readonly unknown[] | null): string {
  if (policies.length === 0) return "refused";
  return found === null ? "absent" : "excluded";
}

function isNamed({ name, namespace }: CompiledPolicy["document"]["metadata"], written: string): boolean {
  return written === name || written === `${namespace ?? "default"}/${name}`;
}

/** Null where the test has no such resource. */
function resultsOf(judge: Judge, row: Expected, resource: string): readonly Judged[] | null {
  const { suite, now, policies } = judge;
  const payloads = suite.payloads.filter(({ name }) => name === resource);
  const requests = requestsFor(suite.resources, suite, { row, resource });
  const targets = suite.targets.filter((target) => isMeant(creationRequest(target), row.kind, resource));
  if (payloads.length + requests.length + targets.length === 0) return null;
  const namespaces = namespacesOf(
    suite,
    [...requests, ...targets.map(creationRequest)].map(({ namespace }) => namespace).filter((name) => name !== ""),
  );
  const judged = policies.flatMap((policy) => [
    ...payloads.map(({ value }) => evaluateJson(policy, value, now)),
    ...requests.map((request) => evaluateRequest(policy, request, { namespaces, now })),
  ]);
  const around = { namespaces, now, definitions: suite.definitions };
  return [
    ...judged.filter((result) => result !== null),
    ...judge.mutating
      .flatMap((policy) =>
        policy.document.spec.mutatesExisting
          ? existingResults(policy, { suite, row, around }, targets)
          : requests.flatMap((request) => mutationOf(policy, request, around)),
      )
      .map((mutation) => judgeMutation(mutation, row.patchedFiles)),
  ];
}

function mutationOf(
  policy: CompiledKyvernoMutating,
  request: AdmissionRequest,
  around: MutationSurroundings,
): readonly KyvernoMutation[] {
  const { object } = request;
  return object === null ? [] : [evaluateMutation(policy, { ...request, object }, around) ?? []].flat();
}

interface Existing {
  readonly suite: KyvernoSuite;
  readonly row: Expected;
  readonly around: MutationSurroundings;
}

/** What exists is changed by any resource of the test, whatever its name. */
function existingResults(
  policy: CompiledKyvernoMutating,
  { suite, row, around }: Existing,
  existing: readonly ValueObject[],
): readonly KyvernoMutation[] {
  return suite.resources.flatMap((object) => {
    const request = requestOf(object, suite, row);
    return mutateExisting(policy, request, { existing, around });
  });
}

interface Sought {
  readonly row: Expected;
  readonly resource: string;
}

function requestsFor(
  objects: readonly ValueObject[],
  suite: KyvernoSuite,
  { row, resource }: Sought,
): readonly AdmissionRequest[] {
  return objects
    .filter((object) => isMeant(creationRequest(object), row.kind, resource))
    .map((object) => requestOf(object, suite, row));
}

function requestOf(object: ValueObject, suite: KyvernoSuite, row: Expected): AdmissionRequest {
  const request = asSubresource(suite, creationRequest(object));
  return as(request, operationFor(suite, row, request.name), suite);
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
