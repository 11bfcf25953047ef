import { EMPTY_WORLD, resourceAt, textAt, type AdmissionRequest, type Operation, type World } from "#core/admission";
import type { Value, ValueObject } from "#core/language";
import { memberAt } from "#core/model";
import { mapsAt } from "./read.ts";
import { operationOf, type KyvernoSuite } from "./suite.ts";

/** What a test tells of the cluster, so that policies may ask for it. */
export function worldOf({ mocks, responses, globalContext }: KyvernoSuite): World {
  const objects = mocks.flatMap((mock) => (isMock(mock) ? mapsAt(mock, "spec", "resources") : [mock]));
  return {
    ...EMPTY_WORLD,
    isWhole: true,
    resources: objects.map(resourceAt),
    images: new Map(mocks.flatMap((mock) => mapsAt(mock, "spec", "images").map(imageEntry))),
    globalContext: new Map(globalContext.map(globalEntry)),
    responses: responses.map((one) => ({
      method: textAt(one, "method") ?? "GET",
      url: textAt(one, "url") ?? textAt(one, "urlPath") ?? "",
      body: memberAt(one, "response", "body") ?? null,
      statusCode: Number(memberAt(one, "response", "statusCode") ?? 200),
    })),
  };
}

function isMock(document: ValueObject): boolean {
  return (textAt(document, "apiVersion") ?? "").startsWith("cli.kyverno.io/");
}

function imageEntry(image: ValueObject): readonly [string, Value] {
  return [textAt(image, "image") ?? "", image];
}

function globalEntry(entry: ValueObject): readonly [string, Value] {
  return [textAt(entry, "name") ?? "", memberAt(entry, "data") ?? null];
}

const NAME_OF_NAMESPACE = "kubernetes.io/metadata.name";

/** The namespaces of a test: those of its documents, and for each other one in use an empty one, as Kyverno has it. */
export function namespacesOf(suite: KyvernoSuite, used: readonly string[]): ReadonlyMap<string, ValueObject> {
  const listed = suite.mocks.flatMap((mock) => [
    ...mapsAt(mock, "namespaces"),
    ...mapsAt(mock, "namespaceSelector").map((one) => ({
      metadata: { name: memberAt(one, "name") ?? "", labels: memberAt(one, "labels") ?? {} },
    })),
    ...mapsAt(mock, "spec", "resources").filter((one) => textAt(one, "kind") === "Namespace"),
  ]);
  const own = suite.resources.filter((one) => textAt(one, "kind") === "Namespace");
  const known = [...own, ...listed].map((one) => [textAt(one, "metadata", "name") ?? "", one] as const);
  const empty = used.map((name) => [name, emptyNamespace(name)] as const);
  return new Map([...empty, ...known]);
}

function emptyNamespace(name: string): ValueObject {
  return { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { [NAME_OF_NAMESPACE]: name } } };
}

/** The operation that the values of a test set for one policy and resource; null where they set none. */
export function valuedOperation({ mocks }: KyvernoSuite, policy: string, resource: string): Operation | null {
  const values = mocks.flatMap((mock) =>
    mapsAt(mock, "policies")
      .filter((one) => textAt(one, "name") === policy)
      .flatMap((one) => mapsAt(one, "resources"))
      .filter((one) => textAt(one, "name") === resource),
  );
  const globals = mocks.flatMap((mock) => memberAt(mock, "globalValues") ?? []);
  const written = [
    ...values.map((one) => memberAt(one, "values", "request.operation")),
    ...globals.map((one) => memberAt(one, "request.operation")),
  ];
  return written.map(operationOf).find((operation) => operation !== null) ?? null;
}

/** A request for a part of an object where the values of a test say that its kind is one of another. */
export function asSubresource({ mocks }: KyvernoSuite, request: AdmissionRequest): AdmissionRequest {
  const { resource } = request;
  const parts = mocks.flatMap((mock) =>
    mapsAt(mock, "subresources").flatMap((one) => memberAt(one, "subresource") ?? []),
  );
  const part = parts.find((one) => textAt(one, "kind") === resource.kind);
  const [parent, subResource] = (part === undefined ? "" : (textAt(part, "name") ?? "")).split("/");
  if (parent === undefined || subResource === undefined) return request;
  return { ...request, resource: { ...resource, resource: parent }, subResource };
}
