import { describe, expect, it } from "vitest";
import { BOOL, DYN, INT, listOf, mapOf, STRING, structOf, type ValueObject } from "#core/language";
import { createKinds, resolveReadings } from "./index.ts";
import {
  creation,
  effectOn,
  kindDocuments,
  kindsOf,
  native,
  reading,
  resolveCreated,
  unknown,
} from "./testing/fixtures.ts";

function diagnosticsOf(yaml: string): readonly object[] {
  return createKinds(kindDocuments(yaml)).diagnostics.map(({ code, message, span, hint }) => ({
    code,
    message,
    hint,
    at: `${span?.start.line}:${span?.start.column}`,
  }));
}

function kindWith(mapping: string, name = "Thing"): string {
  return `apiVersion: writ/v1
kind: ResourceKind
metadata: { name: ${name} }
spec:
  properties:
    encrypted: { type: bool }
    backup: { type: object, properties: { days: { type: int } } }
  mappings:
    - types: [thing]
      provider: aws
${mapping.replaceAll(/^/gm, "      ")}
`;
}

describe("createKinds()", () => {
  it("makes struct types of properties, nested ones named by their path", () => {
    const kinds = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Thing }
spec:
  properties:
    tags: { type: map, values: { type: string } }
    level: { type: string, enum: [low, high], description: How much }
    parts: { type: list, items: { type: object, properties: { on: { type: bool }, days: { type: int, unit: days } } } }
    free: { type: any }
`);
    const [thing, parts] = kinds.structs("Thing") ?? [];
    expect(thing?.name).toBe("writ.Thing");
    expect(Object.fromEntries(thing?.fields ?? [])).toEqual({
      tags: { type: mapOf(STRING, STRING) },
      level: { type: STRING, values: ["low", "high"], description: "How much" },
      parts: { type: listOf(structOf("writ.Thing.parts")) },
      free: { type: DYN },
    });
    expect(parts?.name).toBe("writ.Thing.parts");
    expect(Object.fromEntries(parts?.fields ?? [])).toEqual({ on: { type: BOOL }, days: { type: INT, unit: "days" } });
  });

  it("knows its kinds and what native types may become, and nothing inherited", () => {
    const kinds = kindsOf(
      `${kindWith("properties: { encrypted: native.e }", "B")}---\n${kindWith("properties: {}", "A")}`,
    );
    expect(kinds.names).toEqual(["A", "B"]);
    expect(kinds.kindsOf("thing")).toEqual(["A", "B"]);
    expect([kinds.kindsOf("constructor"), kinds.structs("toString")]).toEqual([[], undefined]);
  });

  it("places a problem of an expression in the file, and leaves only its mapping out", () => {
    const yaml = `${kindWith('properties: { encrypted: "native.e ==" }')}    - types: [other]\n      provider: aws\n      properties: { encrypted: native.e }\n`;
    const { kinds, diagnostics } = createKinds(kindDocuments(yaml));
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]?.span).toMatchObject({ file: "kinds.yaml", start: { line: 11 } });
    expect([kinds.kindsOf("thing"), kinds.kindsOf("other")]).toEqual([[], ["Thing"]]);
  });

  it.each([
    ["a property that the kind lacks", "properties: { encripted: native.e }", "kind-unknown-property"],
    ["a property of another type", "properties: { encrypted: size(native.e) }", null],
    ["a link that the mapping lacks", "properties: { encrypted: links.block.on }", null],
    ["an unknown name", "properties: { encrypted: resource.native.e }", null],
    ["an item without items", "properties: { encrypted: item.on }", null],
    ["an item in the list of items", "each: item.list\nproperties: { encrypted: item.on }", null],
    [
      "a property and its part",
      "properties: { backup: 'backup{days: 1}', backup.days: '1' }",
      "kind-overlapping-properties",
    ],
    ["a part that the kind lacks", "properties: { backup.weeks: '1' }", "kind-unknown-property"],
  ])("refuses %s", (_what, mapping, code) => {
    const diagnostics = diagnosticsOf(kindWith(mapping));
    expect(diagnostics).toHaveLength(1);
    if (code !== null) expect(diagnostics[0]).toMatchObject({ code });
  });

  it("suggests the property that was meant", () => {
    expect(diagnosticsOf(kindWith("properties: { encripted: native.e }"))).toEqual([
      {
        code: "kind-unknown-property",
        message: "A mapping of kind `Thing` computes `encripted`, which is no property of the kind",
        hint: "Did you mean `encrypted`?",
        at: "11:21",
      },
    ]);
  });

  it("refuses a kind that is defined twice, and the name of what has no kind", () => {
    const twice = `${kindWith("properties: {}")}---\n${kindWith("properties: {}")}`;
    expect(diagnosticsOf(twice)).toMatchObject([{ code: "kind-duplicate" }]);
    expect(diagnosticsOf(kindWith("properties: {}", "Unclassified"))).toMatchObject([{ code: "kind-reserved-name" }]);
  });

  it("builds objects with the struct literals of the kind", () => {
    const kinds = kindsOf(kindWith("properties: { backup: 'backup{days: native.days}' }"));
    const [[effect] = []] = resolveReadings(kinds, [reading([creation(native("thing", "t", { days: 3 }))])]).effects;
    expect(effect?.resource.properties).toEqual({ backup: { days: 3 } });
  });

  it("maps a type of several providers by the resource's own, and by any where none is its own", () => {
    const aws = kindWith("properties: { encrypted: 'true' }", "Aws");
    const fork = kindWith("properties: { encrypted: 'false' }", "Fork").replace("provider: aws", "provider: fork");
    const kinds = kindsOf(`${aws}---\n${fork}`);
    const kindsFor = (provider: string): readonly string[] => {
      const change = creation(native("thing", "t", {}, { provider }));
      return resolveReadings(kinds, [reading([change])])
        .effects.flat()
        .map(({ resource }) => resource.kind);
    };
    expect([kindsFor("aws"), kindsFor("fork"), kindsFor("other")]).toEqual([["Aws"], ["Fork"], ["Aws", "Fork"]]);
  });

  it("adds mappings of documents of their own to a kind, in whatever order they come", () => {
    const mapping = mappingDocument("Thing", "properties: { encrypted: native.e }");
    for (const yaml of [
      `${mapping}---\n${kindWith("properties: {}")}`,
      `${kindWith("properties: {}")}---\n${mapping}`,
    ]) {
      expect(kindsOf(yaml).kindsOf("other")).toEqual(["Thing"]);
    }
  });

  it("refuses a mapping to a kind that nobody defines, and says which was likely meant", () => {
    const mapping = mappingDocument("Thong", "properties: {}");
    expect(diagnosticsOf(`${kindWith("properties: {}")}---\n${mapping}`)).toEqual([
      {
        code: "mapping-unknown-kind",
        message: "Mapping `more` maps to kind `Thong`, which no document defines",
        hint: "Did you mean `Thing`?",
        at: "17:9",
      },
    ]);
  });

  it("computes variables before properties, each from those before it, with an error or unknown as its value", () => {
    const mapping = `variables:
  - { name: days, expression: 'native.at("days", 0)' }
  - { name: enough, expression: variables.days > 7 }
properties: { encrypted: variables.enough, backup.days: variables.days }`;
    const propertiesOf = (attributes: ValueObject): unknown => {
      const thing = native("thing", "a", attributes);
      return effectOn(resolveCreated(kindsOf(kindWith(mapping)), thing), thing.id).resource.properties;
    };
    expect(propertiesOf({ days: 9 })).toEqual({ encrypted: true, backup: { days: 9 } });
    expect(propertiesOf({})).toEqual({ encrypted: false, backup: { days: 0 } });
    const open = unknown("thing.a.days");
    expect(propertiesOf({ days: open })).toEqual({ encrypted: open, backup: { days: open } });
  });

  it("refuses a variable in the list of items, one of the wrong type and one that stands later", () => {
    const wrong = `variables:
  - { name: first, expression: variables.second }
  - { name: second, expression: "'text'" }
each: variables.second
properties: { encrypted: variables.second }`;
    expect(diagnosticsOf(kindWith(wrong))).toHaveLength(3);
  });
});

function mappingDocument(kind: string, mapping: string): string {
  return `apiVersion: writ/v1
kind: ResourceMapping
metadata: { name: more }
spec:
  kind: ${kind}
  mappings:
    - types: [other]
      provider: aws
${mapping.replaceAll(/^/gm, "      ")}
`;
}
