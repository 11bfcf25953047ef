import { describe, expect, it } from "vitest";
import { Unknown, type Value, type ValueObject } from "#core/language";
import type { NativeReference, NativeResource } from "#core/model";
import { effectOn, kindsOf, maybe, native, reference, resolveCreated, unknown } from "../testing/fixtures.ts";
import { attributePaths } from "./composed-name.ts";

const KINDS = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Table }
spec:
  properties:
    schema: { type: string }
    tag: { type: string }
  mappings:
    - types: [table]
      provider: aws
      links:
        schema: { types: [schema], ours: ["{database}.{schema}"], theirs: ["{database}.{name}"] }
        tag: { types: [tag], ours: [id, "{database}.{schema}.{name}"], theirs: [of] }
      properties:
        schema: 'links.schema == null ? "none" : links.schema.is'
        tag: 'links.tag == null ? "none" : links.tag.is'
`);

const UNKNOWN = expect.any(Unknown) as unknown;

function made(
  type: string,
  name: string,
  native_: ValueObject,
  ...references: readonly NativeReference[]
): NativeResource {
  return native(type, name, native_, { references });
}

function judge(table: NativeResource, ...others: readonly NativeResource[]): ValueObject {
  return effectOn(resolveCreated(KINDS, table, ...others), table.id).resource.properties;
}

const schemaOf = (...all: Parameters<typeof judge>): Value | undefined => judge(...all)["schema"];
const tagOf = (...all: Parameters<typeof judge>): Value | undefined => judge(...all)["tag"];

const table = made("table", "t", { id: unknown("t.id"), database: "d", schema: "s", name: "t" });
const schema = made("schema", "s", { database: "d", name: "s", is: "found" });

describe("a name made of attributes", () => {
  it("joins what is made in one input with what names it in writing", () => {
    expect(tagOf(table, made("tag", "x", { of: "d.s.t", is: "found" }))).toBe("found");
    expect(tagOf(table, made("tag", "x", { of: "d.s.other", is: "found" }))).toBe("none");
  });

  it("joins by names that are made of several attributes on both sides, and of all of them only", () => {
    expect(schemaOf(table, schema)).toBe("found");
    expect(schemaOf(table, made("schema", "e", { database: "e", name: "s", is: "found" }))).toBe("none");
  });

  it("stays inside the group, as every value does", () => {
    expect(schemaOf(table, { ...schema, group: "elsewhere" })).toBe("none");
  });

  it("is no name where a part is missing, empty or several", () => {
    for (const database of [null, "", ["d", "e"]]) {
      const lame = made("table", "t", { database, schema: "s", name: "t" });
      expect(schemaOf(lame, schema, made("schema", "n", { name: "s", is: "wrong" }))).toBe("none");
    }
  });

  it("follows a part to the value that it comes from", () => {
    const database = made("database", "d", { name: "d" });
    const open = made(
      "table",
      "t",
      { database: unknown("?"), schema: "s" },
      reference("database", "database.d", "name"),
    );
    expect(schemaOf(open, database, schema)).toBe("found");
  });

  it("joins by parts that are not known, but are the same attribute of a third resource", () => {
    const from = reference("database", "database.d", "name");
    const open = made("table", "t", { database: unknown("?"), schema: "s" }, from);
    const inside = made("schema", "s", { database: unknown("?"), name: "s", is: "found" }, from);
    const outside = made(
      "schema",
      "o",
      { database: unknown("?"), name: "s" },
      reference("database", "database.e", "name"),
    );
    const database = made("database", "d", { name: unknown("?") }, reference("name", "random.r", "hex"));
    expect(schemaOf(open, inside, outside)).toBe("found");
    expect(schemaOf(open, inside, outside, database)).toBe("found");
  });

  it("joins by a part that is not known with whose own attribute it is", () => {
    const named = made("schema", "s", { database: "d", name: unknown("?"), is: "found" });
    const other = made("schema", "o", { database: "d", name: unknown("?") });
    const open = made("table", "t", { database: "d", schema: unknown("?") }, reference("schema", "schema.s", "name"));
    expect(schemaOf(open, named, other)).toBe("found");
  });

  it("may be any name where a part could not be followed, or may come from several places (possible-is-unknown)", () => {
    for (const from of [reference("database", null), maybe("database", "database.d", "name")]) {
      expect(schemaOf(made("table", "t", { database: unknown("?"), schema: "s" }, from), schema)).toEqual(UNKNOWN);
      const open = made("schema", "s", { database: unknown("?"), name: "s" }, from);
      expect(schemaOf(table, open)).toEqual(UNKNOWN);
    }
    expect(schemaOf(made("table", "t", { database: unknown("?", "sensitive"), schema: "s" }), schema)).toEqual(UNKNOWN);
  });

  it("may be any name where a part is a resource as such, which does not tell the attribute (possible-is-unknown)", () => {
    const asSuch: NativeReference = { path: ["database"], target: "database.d", attribute: null, certainty: "proven" };
    expect(schemaOf(made("table", "t", { database: unknown("?"), schema: "s" }, asSuch), schema)).toEqual(UNKNOWN);
  });

  it("may be any name where a part holds what stands between parts (possible-is-unknown)", () => {
    const odd = made("table", "t", { database: "d.s", schema: "x" });
    expect(schemaOf(odd, schema)).toEqual(UNKNOWN);
  });

  it("may be meant by what may come from one of its parts (possible-is-unknown)", () => {
    expect(tagOf(table, made("tag", "x", { of: unknown("?") }, maybe("of", "table.t", "name")))).toEqual(UNKNOWN);
    expect(tagOf(table, made("tag", "x", { of: unknown("?") }, reference("of", "table.t", "name")))).toBe("none");
  });

  it("does not confuse what somebody wrote with what stands for an attribute", () => {
    const open = made(
      "table",
      "t",
      { database: unknown("?"), schema: "s" },
      reference("database", "database.d", "name"),
    );
    for (const text of ["10@database.d.4:name", "4:name", "__proto__"]) {
      expect(schemaOf(open, made("schema", "s", { database: text, name: "s", is: "wrong" }))).not.toBe("wrong");
    }
  });

  it("does not follow references in a circle for ever", () => {
    const one = made("a", "one", { name: unknown("?") }, reference("name", "b.two", "name"));
    const two = made("b", "two", { name: unknown("?") }, reference("name", "a.one", "name"));
    const open = made("table", "t", { database: unknown("?"), schema: "s" }, reference("database", "a.one", "name"));
    expect(schemaOf(open, one, two, schema)).toBe("none");
  });

  it("names the attributes that it is made of", () => {
    expect(attributePaths('"{a.b}"."{c}"')).toEqual(["a.b", "c"]);
    expect(attributePaths("a.b")).toEqual(["a.b"]);
  });
});
