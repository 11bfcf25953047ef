import { describe, expect, test } from "vitest";
import { readKubernetesManifest } from "../read.ts";

const XRD = `apiVersion: apiextensions.crossplane.io/v1
kind: CompositeResourceDefinition
metadata: { name: xdatabases.acme.example }
spec: { group: acme.example, names: { kind: XDatabase, plural: xdatabases }, claimNames: { kind: Database, plural: databases } }
`;
const COMPOSITION = `apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: { name: postgres }
spec: { compositeTypeRef: { apiVersion: acme.example/v1, kind: XDatabase }, mode: Resources, resources: [] }
`;
const CLAIM = `apiVersion: acme.example/v1
kind: Database
metadata: { name: db, namespace: shop }
spec: { size: small }
`;
const CHOSEN = CLAIM.replace("size: small", "compositionRef: { name: postgres }");

/** What the run says was not seen, as `code line:column`, and how much of that it leaves open. */
function read(...documents: readonly string[]) {
  const bytes = new TextEncoder().encode(documents.join("---\n"));
  const { diagnostics, unresolved } = readKubernetesManifest({ file: "x.yaml", bytes });
  const said = diagnostics.map(
    ({ code, severity, span }) => `${severity} ${code} ${span?.start.line}:${span?.start.column}`,
  );
  return { said, open: unresolved.map(({ code, source }) => `${code} ${source.address}`) };
}

describe("objects that stand for others", () => {
  test.each([
    ["helm.toolkit.fluxcd.io/v2", "HelmRelease", "shop/HelmRelease.helm.toolkit.fluxcd.io/web"],
    ["helm.cattle.io/v1", "HelmChart", "shop/HelmChart.helm.cattle.io/web"],
  ])("a chart that %s %s asks for is said not to be seen into, with its place", (apiVersion, kind, id) => {
    const object = `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: web, namespace: shop }\nspec: { chart: web }\n`;
    expect(read(object)).toEqual({
      said: ["warning kubernetes-chart-not-seen 2:1"],
      open: [`kubernetes-chart-not-seen ${id}`],
    });
  });

  test("a claim of which the definition is there is said not to be seen into, with its place", () => {
    expect(read(XRD, CLAIM)).toEqual({
      said: ["warning crossplane-composite 7:1"],
      open: ["crossplane-composite shop/Database.acme.example/db"],
    });
  });

  test.each([
    ["compositionRef: { name: other }"],
    ["compositionSelector: { matchLabels: { a: b } }"],
    ["crossplane: { compositionRef: { name: x } }"],
    ["compositionUpdatePolicy: Manual"],
  ])("a claim is known by %s without its definition", (spec) => {
    expect(read(CLAIM.replace("size: small", spec)).open).toHaveLength(1);
  });

  test("what the composition in the same input makes is seen", () => {
    expect(read(XRD, COMPOSITION, CLAIM)).toEqual({ said: [], open: [] });
    expect(read(COMPOSITION, CHOSEN)).toEqual({ said: [], open: [] });
    expect(read(COMPOSITION.replace("name: postgres", "name: mysql"), CHOSEN).open).toHaveLength(1);
  });

  test("other objects of one's own are taken for what they are, whatever their names", () => {
    expect(read(CLAIM)).toEqual({ said: [], open: [] });
    expect(read(CLAIM.replace("size: small", "__proto__: 1, constructor: { compositionRef: 1 }")).open).toEqual([]);
    expect(read(CLAIM.replace("{ size: small }", "[compositionRef]")).open).toEqual([]);
  });
});
