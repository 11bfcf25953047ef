import { describe, expect, test } from "vitest";
import { shippedKindDocuments } from "../../../../test/shipped-kinds.ts";
import { canonicalType } from "./resource-types.ts";

describe("canonicalType()", () => {
  const mappings = shippedKindDocuments().flatMap((document) => document.spec.mappings);
  const linked = mappings.flatMap(({ links }) => Object.values(links).flatMap(({ types }) => types));
  const types = [...mappings.flatMap((mapping) => mapping.types), ...linked].filter((type) =>
    type.startsWith("Microsoft."),
  );

  test("canonicalType() knows every type that a mapping names, in whatever case a template writes it", () => {
    expect(types.length).toBeGreaterThan(100);
    expect(types.filter((type) => canonicalType(type.toUpperCase()) !== type)).toEqual([]);
  });

  test("canonicalType() leaves a type alone that no mapping names", () => {
    expect(canonicalType("Microsoft.nothing/Of")).toBe("Microsoft.nothing/Of");
  });
});
