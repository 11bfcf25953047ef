import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Unknown, type Value, type ValueObject } from "#core/language";
import type { NativeReference, NativeResource } from "#core/model";
import { registryOf } from "../registry.ts";
import {
  creation,
  effectOn,
  kindsOf,
  maybe,
  native,
  reading,
  reference,
  resolveCreated,
  unknown,
} from "../testing/fixtures.ts";
import { Linker, type Linked } from "./linker.ts";
import { stateAfter } from "./world.ts";

const KINDS = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Table }
spec:
  properties:
    owner: { type: string }
    labels: { type: int }
  mappings:
    - types: [table]
      provider: aws
      links:
        labels: { types: [label], ours: [id], theirs: [of], many: true, through: database }
        owner: { types: [owner], ours: [id], theirs: [of], through: database }
        database: { types: [database], ours: [database], theirs: [id, name], through: schema }
        schema: { types: [schema], ours: [schema], theirs: [id, name] }
        siblings: { types: [table], ours: [name], theirs: [schema], many: true, through: schemas }
        schemas: { types: [schema], ours: [schema], theirs: [id, name], many: true }
      properties:
        owner: 'links.owner == null ? "nobody" : links.owner.name'
        labels: size(links.labels.filter(l, l.name != ""))
`);

const UNKNOWN = expect.any(Unknown) as unknown;

const database = native("database", "d", { id: unknown("d.id"), name: "d" });
const schema = native("schema", "s", { name: "s", database: "d" });
const table = native("table", "t", { schema: "s" });

function tag(type: string, name: string, of: Value, references: readonly NativeReference[] = []): NativeResource {
  return native(type, name, { of, name }, { references });
}

const certain = (type: string, name: string): NativeResource =>
  tag(type, name, unknown("?"), [reference("of", "database.d")]);

const possible = (type: string, name: string): NativeResource =>
  tag(type, name, unknown("?"), [maybe("of", "database.d")]);

function judge(...resources: readonly NativeResource[]): ValueObject {
  return effectOn(resolveCreated(KINDS, table, ...resources), "table.t").resource.properties;
}

describe("a link through another", () => {
  it("proves what a proven step leads to from where proven steps led", () => {
    const all = [schema, database, certain("owner", "o"), certain("label", "a"), certain("label", "b")];
    expect(judge(...all)).toEqual({ owner: "o", labels: 2 });
  });

  it("reports what it joins, as other links do", () => {
    const { links } = effectOn(
      resolveCreated(KINDS, table, schema, database, certain("owner", "o")),
      "table.t",
    ).resource;
    expect(links).toEqual([
      { name: "owner", target: "owner.o", certainty: "proven" },
      { name: "database", target: "database.d", certainty: "proven" },
      { name: "schema", target: "schema.s", certainty: "proven" },
      { name: "schemas", target: "schema.s", certainty: "proven" },
    ]);
  });

  it("gives an unknown where the last step is merely possible (possible-is-unknown)", () => {
    expect(judge(schema, database, possible("owner", "o"), certain("label", "a"), possible("label", "b"))).toEqual({
      owner: UNKNOWN,
      labels: UNKNOWN,
    });
  });

  it("gives an unknown where a step on the way is merely possible (possible-is-unknown)", () => {
    const open = native(
      "schema",
      "s",
      { name: "s", database: unknown("?") },
      { references: [reference("database", null)] },
    );
    expect(judge(open, database, certain("owner", "o"), certain("label", "a"))).toEqual({
      owner: UNKNOWN,
      labels: UNKNOWN,
    });
  });

  it("gives null where the steps lead to nothing, possible ones included", () => {
    const open = native(
      "schema",
      "s",
      { name: "s", database: unknown("?") },
      { references: [reference("database", null)] },
    );
    expect(judge(schema, database)).toEqual({ owner: "nobody", labels: 0 });
    expect(judge(open, database)).toEqual({ owner: "nobody", labels: 0 });
    expect(judge(database, certain("owner", "o"))).toEqual({ owner: "nobody", labels: 0 });
  });

  it("does not go on from a choice between several, unless its link is a list", () => {
    const twin = native("schema", "twin", { name: "s", database: "elsewhere" });
    expect(judge(schema, twin, database, certain("owner", "o"))).toMatchObject({ owner: UNKNOWN });
  });

  it("goes on from what gives the link its value, and from nothing that is merely possible beside it", () => {
    const stray = native(
      "schema",
      "stray",
      { name: unknown("?"), database: "e" },
      { references: [reference("name", null)] },
    );
    const other = native("database", "e", { id: "e" });
    expect(judge(schema, stray, database, other, tag("owner", "x", "e"))).toEqual({ owner: "nobody", labels: 0 });
  });

  it("leaves out the resource that it begins at", () => {
    const other = native("table", "other", { schema: "s" });
    const { links } = effectOn(resolveCreated(KINDS, table, other, schema), "table.t").resource;
    expect(links.filter(({ name }) => name === "siblings").map(({ target }) => target)).toEqual(["table.other"]);
  });

  it("takes hostile names for names", () => {
    const hostile = "constructor";
    const resources = [
      native("table", "t", { schema: "__proto__" }),
      native("schema", "s", { name: "__proto__", database: hostile }),
      native("database", "d", { id: hostile }),
      tag("owner", "o", hostile),
    ];
    expect(effectOn(resolveCreated(KINDS, ...resources), "table.t").resource.properties["owner"]).toBe("o");
  });
});

const MANY = kindsOf(`
apiVersion: writ/v1
kind: ResourceKind
metadata: { name: Start }
spec:
  properties: { count: { type: int } }
  mappings:
    - types: [start]
      provider: aws
      links:
        mids: { types: [mid], ours: [a, b], theirs: [a, b], many: true }
        ends: { types: [end], ours: [c, d], theirs: [c, d], many: true, through: mids }
        mid: { types: [mid], ours: [a, b], theirs: [a, b] }
        end: { types: [end], ours: [c, d], theirs: [c, d], through: mid }
        last: { types: [last], ours: [e], theirs: [e], many: true, through: ends }
      properties:
        count: size(links.ends)
`);

/** What every `start`, or the first of them, is joined with, by its id. */
function linkAll(resources: readonly NativeResource[], most?: number): ReadonlyMap<string, Linked> {
  const { world, nodes } = stateAfter([reading(resources.map(creation))]);
  const linker = new Linker(world);
  const linked = (nodes[0] ?? []).slice(0, most).flatMap((node) => {
    const [program] = node === null ? [] : registryOf(MANY).programsFor(node.resource);
    return node === null || program === undefined ? [] : [[node.resource.id, linker.link(node, program)] as const];
  });
  return new Map(linked);
}

function all(type: string, count: number): readonly NativeResource[] {
  return Array.from({ length: count }, (_, at) => native(type, `${at}`, { a: "x", c: "y", at }));
}

describe("many behind many", () => {
  it("are all joined where they are as few as in any estate", () => {
    const { ends } =
      linkAll([...all("start", 100), ...all("mid", 20), ...all("end", 200)]).get("start.0")?.values ?? {};
    expect(ends).toEqual(Array.from({ length: 200 }, (_, at) => ({ a: "x", c: "y", at })));
  });

  it("are joined in part where they are too many, and end in an unknown (possible-is-unknown)", () => {
    const linked = linkAll([...all("start", 20_000), ...all("mid", 300), ...all("end", 300)], 2);
    for (const id of ["start.0", "start.1"]) {
      const { ends, end } = linked.get(id)?.values ?? {};
      expect([ends, end]).toEqual([[...Array.from({ length: 209 }, () => expect.any(Object)), UNKNOWN], UNKNOWN]);
    }
  });

  it("are unknown behind more possible ones than are looked at", () => {
    const strays = Array.from({ length: 40 }, (_, at) =>
      native("mid", `${at}`, { a: unknown("?"), c: `${at}` }, { references: [reference("a", null)] }),
    );
    const { ends } =
      linkAll([native("start", "0", { a: "x" }), ...strays, native("end", "0", { c: "39" })]).get("start.0")?.values ??
      {};
    expect(ends).toEqual([UNKNOWN]);
  });

  it("are unknown where all possible ones that were looked at are proven otherwise (possible-is-unknown)", () => {
    const open = { references: [reference("c", null)] };
    const mids = [native("mid", "sure", { a: "x", c: "y" }), native("mid", "open", { a: "x", c: unknown("?") }, open)];
    const elsewhere = native("end", "elsewhere", { c: "n" });
    const { ends } =
      linkAll([native("start", "0", { a: "x" }), ...mids, ...all("end", 16), elsewhere]).get("start.0")?.values ?? {};
    expect(ends).toEqual([...all("end", 16).map((end) => end.native), UNKNOWN]);
  });

  it("are unknown further on, too, when a way before was left (possible-is-unknown)", () => {
    const ends = Array.from({ length: 3 }, (_, at) => native("end", `${at}`, { c: "y", e: "z" }));
    const last = native("last", "0", { e: "z" });
    const linked = linkAll([...all("start", 70_000), ...all("mid", 70), ...ends, last], 1);
    expect(linked.get("start.0")?.values["last"]).toEqual([{ e: "z" }, UNKNOWN]);
  });
});

type Certainty = "proven" | "possible" | "none";

interface Said {
  readonly value: Value;
  readonly references: readonly NativeReference[];
}

/** What an attribute says: a known value, or a reference to another resource's attribute, certain or not. */
const said: fc.Arbitrary<Said> = fc.oneof(
  fc.constantFrom("v", "w", "x").map((value) => ({ value, references: [] })),
  fc
    .record({
      path: fc.constant([]),
      target: fc.constantFrom("start.0", "start.1", "mid.0", "mid.1", "mid.2", "end.0", "end.1", "third.0"),
      attribute: fc.constantFrom("a", "b", "c", "d"),
      certainty: fc.constantFrom("proven", "possible"),
    })
    .map((each) => ({ value: unknown("?"), references: [each] })),
);

const resource = (type: string, at: number): fc.Arbitrary<NativeResource> =>
  fc.dictionary(fc.constantFrom("a", "b", "c", "d"), said, { maxKeys: 3 }).map((attributes) =>
    native(type, `${at}`, Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value])), {
      references: Object.entries(attributes).flatMap(([key, { references }]) =>
        references.map((each) => ({ ...each, path: [key] })),
      ),
    }),
  );

const worlds = fc
  .tuple(
    ...["start", "mid", "end"].flatMap((type) =>
      [0, 1, 2, 3].map((at) => fc.option(resource(type, at), { nil: null })),
    ),
  )
  .map((all) => all.filter((each) => each !== null));

/** Whether two resources are joined by one link, by its definition: each attribute of one beside each of the other. */
function joins(one: NativeResource, other: NativeResource, attributes: readonly string[]): Certainty {
  const pairs = attributes.flatMap((ours) => attributes.map((theirs) => [ours, theirs] as const));
  return best(
    pairs.flatMap(([ours, theirs]) => [
      isEqual(one.native[ours], other.native[theirs]) ? "proven" : "none",
      refers([one, ours], other, attributes),
      refers([other, theirs], one, attributes),
      shares(referenceAt(one, ours), referenceAt(other, theirs)),
    ]),
  );
}

function best(certainties: readonly Certainty[]): Certainty {
  return (["proven", "possible"] as const).find((each) => certainties.includes(each)) ?? "none";
}

function isEqual(one: Value | undefined, other: Value | undefined): boolean {
  return typeof one === "string" && one === other;
}

function refers(
  [from, attribute]: readonly [NativeResource, string],
  to: NativeResource,
  attributes: readonly string[],
): Certainty {
  const mine = referenceAt(from, attribute);
  return mine?.target === to.id && attributes.includes(mine.attribute ?? "") ? mine.certainty : "none";
}

/** Whether both are the same attribute of a third resource. */
function shares(mine: NativeReference | undefined, theirs: NativeReference | undefined): Certainty {
  if (mine === undefined || theirs?.certainty !== "proven") return "none";
  return mine.target === theirs.target && mine.attribute === theirs.attribute ? mine.certainty : "none";
}

function referenceAt({ references }: NativeResource, attribute: string): NativeReference | undefined {
  return references.find(({ path }) => path[0] === attribute);
}

/** What lies behind two steps, by trying every pair of them. */
function behind(
  start: NativeResource,
  world: readonly NativeResource[],
  many: boolean,
): ReadonlyMap<string, Certainty> {
  const steps = world
    .filter(({ type }) => type === "mid")
    .map((mid) => ({ mid, first: joins(start, mid, ["a", "b"]) }));
  const proven = steps.filter(({ first }) => first === "proven");
  const isChoice = !many && proven.length > 1;
  const taken = many || proven.length === 0 ? steps : proven;
  const ends = world.filter(({ type }) => type === "end");
  const reached = (end: NativeResource): Certainty =>
    best(taken.map(({ mid, first }) => both(isChoice ? "possible" : first, joins(mid, end, ["c", "d"]))));
  return new Map(ends.map((end) => [end.id, reached(end)]));
}

function both(first: Certainty, second: Certainty): Certainty {
  if (first === "none" || second === "none") return "none";
  return first === "proven" ? second : "possible";
}

function shown({ links }: Linked, name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    links.filter((link) => link.name === name).map(({ target, certainty }) => [target, certainty]),
  );
}

describe("links through others, whatever is joined with what", () => {
  it("agree with trying every pair of steps", () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const linked = linkAll(world);
        for (const start of world.filter(({ type }) => type === "start")) {
          for (const [name, many] of [
            ["ends", true],
            ["end", false],
          ] as const) {
            const expected = [...behind(start, world, many)].filter(([, certainty]) => certainty !== "none");
            expect(shown(linked.get(start.id) ?? { values: {}, links: [] }, name)).toEqual(
              Object.fromEntries(expected),
            );
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it("do not depend on the order of what was read", () => {
    const permuted = worlds.chain((world) =>
      fc.tuple(fc.constant(world), fc.shuffledSubarray([...world], { minLength: world.length })),
    );
    fc.assert(
      fc.property(permuted, ([world, shuffled]) => {
        const [linked, again] = [linkAll(world), linkAll(shuffled)];
        for (const [id, each] of linked) {
          const other = again.get(id) ?? { values: {}, links: [] };
          for (const name of ["ends", "end"]) expect(shown(other, name)).toEqual(shown(each, name));
        }
      }),
      { numRuns: 200 },
    );
  });
});
