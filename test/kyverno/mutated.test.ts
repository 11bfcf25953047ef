import { dirname, join, normalize } from "node:path";
import { describe, expect, it } from "vitest";
import {
  compileMutating,
  creationRequest,
  EMPTY_WORLD,
  evaluateMutation,
  namespacesAmong,
  readKyvernoDocuments,
  resourceAt,
  textAt,
  type CompiledKyvernoMutating,
} from "#core/admission";
import { equals, type Value, type ValueObject } from "#core/language";
import { isList, isObject, memberAt } from "#core/model";
import { mapsAt, readText, readValues, textsAt } from "../../src/apps/cli/kyverno-tests/read.ts";
import { COLLECTIONS, fileOf, hasCollections, indexOf, type Collection } from "./oracles.ts";

const RUN = new Set(["MutatingPolicy", "NamespacedMutatingPolicy", "PolicyException"]);

/** Objects of which a cluster with Kyverno makes something else than is made here, each with the reason. */
const GAPS: Readonly<Record<Collection, Readonly<Record<string, string>>>> = {
  "kyverno-policies": {
    "other-mpol/add-tolerations/.chainsaw-test/chainsaw-test.yaml Pod addpod02":
      "Another admission plugin of the API server adds tolerations of its own",
  },
  "kyverno-conformance": {
    "test/conformance/chainsaw/mutating-policies/context/image-data/chainsaw-test.yaml Pod test-pod":
      "The policy asks a registry, whose answer is not known here",
  },
};

const MET: Readonly<Record<Collection, number>> = { "kyverno-policies": 66, "kyverno-conformance": 21 };

/** Tests whose policies all change objects, and which do nothing but hand documents in. */
function testsOf(collection: Collection): readonly ValueObject[] {
  return indexOf(collection, "chainsaw").filter(
    (test) =>
      mapsAt(test, "policies").every((one) => RUN.has(textAt(one, "kind") ?? "")) &&
      !textsAt(test, "needs").includes("apicall") &&
      textsAt(test, "other_ops").length === 0,
  );
}

function policiesOf(
  collection: Collection,
  test: ValueObject,
  objects: readonly ValueObject[],
): readonly CompiledKyvernoMutating[] {
  const world = { ...EMPTY_WORLD, resources: objects.map((one) => resourceAt(creationRequest(one).object ?? one)) };
  const files = new Set(mapsAt(test, "policies").map((one) => textAt(one, "file") ?? ""));
  const read = [...files].map((file) => readKyvernoDocuments(file, readText(fileOf(collection, file))));
  const exceptions = read.flatMap((one) => one.exceptions);
  return read.flatMap((one) =>
    one.mutating
      .filter(({ spec }) => spec.admission && !spec.mutatesExisting)
      .flatMap((policy) => compileMutating(policy, exceptions, world).policies),
  );
}

function filesOf(collection: Collection, test: ValueObject): readonly string[] {
  const own = fileOf(collection, textAt(test, "test") ?? "");
  const steps = readValues(own).flatMap((one) => mapsAt(one, "spec", "steps"));
  return steps
    .flatMap((step) => mapsAt(step, "try"))
    .flatMap((one) => textAt(one, "assert", "file") ?? [])
    .map((file) => normalize(join(dirname(own), file)));
}

function handedIn(collection: Collection, test: ValueObject): readonly ValueObject[] {
  const files = new Set(mapsAt(test, "cases").map((one) => textAt(one, "file") ?? ""));
  return [...files].flatMap((file) => readValues(fileOf(collection, file)));
}

function identityOf(object: ValueObject): string {
  const { apiVersion, kind } = object;
  const namespace = textAt(object, "metadata", "namespace") ?? "default";
  return JSON.stringify([apiVersion, kind, namespace, memberAt(object, "metadata", "name")]);
}

/** What the policies make of an object, each of what the one before it left. */
function mutated(
  policies: readonly CompiledKyvernoMutating[],
  written: ValueObject,
  known: ReadonlyMap<string, ValueObject>,
): ValueObject {
  let object = creationRequest(written).object ?? written;
  for (const policy of policies) {
    const request = { ...creationRequest(object), object };
    const namespaces = new Map([[request.namespace, { metadata: { name: request.namespace } }], ...known]);
    object = evaluateMutation(policy, request, { namespaces, now: null, definitions: [] })?.object ?? object;
  }
  return object;
}

/** Whether a value has all that is asserted of it. */
function has(value: Value | undefined, asserted: Value): boolean {
  if (isObject(asserted)) return Object.entries(asserted).every(([key, item]) => has(memberAt(value, key), item));
  if (isList(asserted))
    return isList(value) && value.length === asserted.length && asserted.every((item, at) => has(value[at], item));
  return value !== undefined && equals(value, asserted) === true;
}

function rowsOf(collection: Collection): readonly (readonly [string, boolean])[] {
  return testsOf(collection).flatMap((test) => {
    const objects = handedIn(collection, test);
    const policies = policiesOf(collection, test, objects);
    const namespaces = namespacesAmong(objects);
    if (policies.length === 0) return [];
    return filesOf(collection, test).flatMap((file) =>
      readValues(file).flatMap((asserted) => {
        const object = objects.find((one) => identityOf(one) === identityOf(asserted));
        if (object === undefined) return [];
        const name = `${textAt(test, "test") ?? ""} ${textAt(asserted, "kind") ?? ""} ${textAt(asserted, "metadata", "name") ?? ""}`;
        return [[name, has(mutated(policies, object, namespaces), asserted)] as const];
      }),
    );
  });
}

describe.skipIf(!hasCollections)(
  "objects that mutating policies of Kyverno change in its own tests (skipped without the suites of Kyverno)",
  () => {
    it.each(COLLECTIONS)("of %s become what Kyverno makes of them, but for the gaps", (collection) => {
      const rows = rowsOf(collection);
      const gaps = rows.filter(([, isMet]) => !isMet).map(([name]) => name);
      expect(gaps).toEqual(Object.keys(GAPS[collection]));
      expect(rows.length - gaps.length).toBe(MET[collection]);
    });
  },
);
