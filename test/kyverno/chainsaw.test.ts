import { describe, expect, it } from "vitest";
import {
  compilePolicy,
  creationRequest,
  denialOf,
  EMPTY_WORLD,
  evaluateRequest,
  readKyvernoDocuments,
  textAt,
  type CompiledPolicy,
  type KyvernoResult,
} from "#core/admission";
import type { ValueObject } from "#core/language";
import { memberAt } from "#core/model";
import { mapsAt, readText, readValues, textsAt } from "../../src/apps/cli/kyverno-tests/read.ts";
import { COLLECTIONS, fileOf, hasCollections, indexOf, type Collection } from "./oracles.ts";

const RUN = new Set(["ValidatingPolicy", "NamespacedValidatingPolicy", "PolicyException"]);

const DEFAULTED = "The API server fills in `imagePullPolicy`; nothing of a manifest is defaulted here";
const WRITTEN_AS_NULL =
  "The API server writes `rules: null` where a role has none, and the policy reads it without asking";
const ASKS = "The policy asks a service in the cluster, whose answer is not known here";

/** Documents that a cluster with Kyverno takes otherwise than they are judged here, each with the reason. */
const GAPS: Readonly<Record<Collection, Readonly<Record<string, string>>>> = {
  "kyverno-policies": {
    "best-practices-vpol/require-drop-cap-net-raw/.chainsaw-test/bad-pod-corner.yaml 0 add-capabilities-bad-001 rejected":
      "The policy allows this Pod; the test hands it in with another, for which the file is rejected",
    "other-vpol/imagepullpolicy-always/.chainsaw-test/pod-good.yaml 1 goodpod02 admitted": DEFAULTED,
    "other-vpol/imagepullpolicy-always/.chainsaw-test/pod-good.yaml 2 goodpod03 admitted": DEFAULTED,
    "other-vpol/imagepullpolicy-always/.chainsaw-test/podcontroller-good.yaml 0 gooddeployment01 admitted": DEFAULTED,
    "other-vpol/imagepullpolicy-always/.chainsaw-test/podcontroller-good.yaml 1 goodcronjob01 admitted": DEFAULTED,
    "other-vpol/restrict-clusterrole-nodesproxy/.chainsaw-test/cr-good.yaml 3 omitted-rules admitted": WRITTEN_AS_NULL,
    "other-vpol/restrict-secret-role-verbs/.chainsaw-test/cr-good.yaml 4 omitted-rules admitted": WRITTEN_AS_NULL,
    "other-vpol/restrict-secret-role-verbs/.chainsaw-test/role-good.yaml 3 omitted-rules admitted": WRITTEN_AS_NULL,
  },
  "kyverno-conformance": {
    "test/conformance/chainsaw/policy-exceptions-disabled/validating-policies/bad-deployment.yaml 0 bad-deployment rejected":
      "Exceptions are switched off in that cluster",
    "test/conformance/chainsaw/validating-policies/context/api-call/http-post/http-pod.yaml 0 test-api admitted": ASKS,
    "test/conformance/chainsaw/validating-policies/context/api-call/http-post/good-pod.yaml 0 good-pod admitted": ASKS,
  },
};

/** Tests whose policies ask for nothing but the request, and which do nothing but hand documents in. */
function testsOf(collection: Collection): readonly ValueObject[] {
  return indexOf(collection, "chainsaw").filter(
    (test) =>
      mapsAt(test, "policies").every((one) => RUN.has(textAt(one, "kind") ?? "")) &&
      textsAt(test, "needs").length + textsAt(test, "other_ops").length === 0,
  );
}

function policiesOf(collection: Collection, test: ValueObject): readonly CompiledPolicy[] {
  const files = new Set(mapsAt(test, "policies").map((one) => textAt(one, "file") ?? ""));
  const read = [...files].map((file) => readKyvernoDocuments(file, readText(fileOf(collection, file))));
  const exceptions = read.flatMap((one) => one.exceptions);
  return read.flatMap((one) =>
    one.policies.flatMap((policy) => compilePolicy(policy, exceptions, EMPTY_WORLD).policies),
  );
}

/** A test that patches its policy makes it deny. */
function isDenied(result: KyvernoResult | null, test: ValueObject): boolean {
  if (result === null) return false;
  const patched = memberAt(test, "patches") !== 0;
  return denialOf(patched ? { ...result, validationActions: ["Deny"] } : result) !== null;
}

interface Row {
  readonly name: string;
  readonly expected: string;
  readonly actual: string;
}

function rowsOf(collection: Collection): readonly Row[] {
  return testsOf(collection).flatMap((test) => {
    const policies = policiesOf(collection, test);
    return mapsAt(test, "cases").map((one) => {
      const object = readValues(fileOf(collection, textAt(one, "file") ?? ""))[Number(memberAt(one, "doc"))] ?? {};
      const request = { ...creationRequest(object), userInfo: { username: "admin", uid: "", groups: [], extra: {} } };
      const namespace = { metadata: { name: request.namespace, labels: {} } };
      const namespaces = new Map([[request.namespace, namespace]]);
      const results = policies.map((policy) => evaluateRequest(policy, request, { namespaces, now: null }));
      const actual = results.some((result) => isDenied(result, test)) ? "rejected" : "admitted";
      const place = [textAt(one, "file"), String(Number(memberAt(one, "doc"))), textAt(one, "name")].join(" ");
      return { name: place, expected: textAt(one, "expected") ?? "", actual };
    });
  });
}

describe.skipIf(!hasCollections)("what Kyverno admits and rejects (skipped without the suites of Kyverno)", () => {
  it.each(COLLECTIONS)("in %s is admitted and rejected here, but for the gaps", (collection) => {
    const rows = rowsOf(collection);
    const gaps = rows.filter(({ expected, actual }) => expected !== actual);
    // oxlint-disable-next-line no-console -- figures to read
    console.info(`${collection}: ${rows.length - gaps.length} documents as Kyverno, ${gaps.length} gaps`);
    expect(rows.length).toBeGreaterThan(40);
    expect(gaps.map(({ name, expected }) => `${name} ${expected}`)).toEqual(Object.keys(GAPS[collection]));
  });
});
