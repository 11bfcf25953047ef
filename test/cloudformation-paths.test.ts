import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import { describe, expect, it } from "vitest";
import { nativePlaces, type NativePlace } from "#core/analysis";
import { shippedKindDocuments } from "./shipped-kinds.ts";

const database = loadAwsServiceSpecSync();
const resources = new Map(Array.from(database.all("resource"), (one) => [one.cloudFormationType, one]));

/** What this source adds to the properties of every resource. */
const ADDED: ReadonlySet<string> = new Set(["$masked", "DeletionPolicy", "UpdateReplacePolicy"]);

/** What functions give under no name that the specification has. */
const BY_FUNCTION: ReadonlySet<string> = new Set(["Ref"]);

describe("the mappings of CloudFormation types", () => {
  const places = shippedKindDocuments()
    .flatMap((document) => document.spec.mappings)
    .flatMap(nativePlaces)
    .filter(({ types }) => types.some((type) => type.startsWith("AWS::")));

  it("are followed at all, so that the other test cannot pass on nothing", () => {
    expect(places.length).toBeGreaterThan(200);
    expect(places.some(({ path }) => path.split(".").length > 2)).toBe(true);
  });

  it("name properties and attributes that exist", () => {
    const missing = places.filter((place) => !place.types.some((type) => exists(type, place)));
    expect([...new Set(missing.map(({ types, path }) => `${types.join(" or ")}: ${path}`))].toSorted()).toEqual([]);
  });

  it("name types that exist", () => {
    const types = new Set(places.flatMap((place) => place.types));
    expect([...types].filter((type) => !resources.has(type))).toEqual([]);
  });
});

type Property = NonNullable<ReturnType<typeof resources.get>>["properties"][string];

function exists(type: string, { path }: NativePlace): boolean {
  const resource = resources.get(type);
  const [first = "", ...rest] = path.split(".");
  if (resource === undefined) return false;
  if (ADDED.has(first) || BY_FUNCTION.has(path) || Object.hasOwn(resource.attributes, path)) return true;
  return leads(resource.properties[first], rest);
}

/** Whether a property has the path in it; what the specification has as JSON may hold anything. */
function leads(property: Property | undefined, path: readonly string[]): boolean {
  const [step, ...rest] = path;
  if (property === undefined || step === undefined) return property !== undefined;
  return typesOf(property.type).some((type) => {
    if (type.type === "json" || type.type === "map") return true;
    if (type.type === "tag") return step === "Key" || step === "Value";
    return type.type === "ref" && leads(database.get("typeDefinition", type.reference.$ref).properties[step], rest);
  });
}

/** The types of a property, those of the elements of lists and the choices of unions among them. */
function typesOf(type: Property["type"]): readonly Property["type"][] {
  if (type.type === "array") return typesOf(type.element);
  return type.type === "union" ? type.types.flatMap(typesOf) : [type];
}
