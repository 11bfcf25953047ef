import {
  declare,
  DYN,
  func,
  listOf,
  opaqueOf,
  STRING,
  type FunctionLibrary,
  type Overload,
  type Type,
  type Value,
} from "#core/language";
import { isObject } from "#core/model";
import { absent } from "./failure.ts";
import { spellings } from "./spellings.ts";
import { GvrValue, toGvr } from "./gvr.ts";
import type { World, WorldResource } from "./world.ts";

const GVR = opaqueOf("kyverno.gvr");

/**
 * Objects of the cluster, answered from what was told in advance. A policy of a namespace asks in its own alone, and so does not name it. Source:
 * Kyverno, `cel/libs/resource`.
 */
export function resourceLibrary(world: World): FunctionLibrary {
  const asks = new Asks(world);
  return {
    name: "kyverno.resource",
    functions: [
      ...spellings("resource", "Get", "One object of the cluster.", asks.get()),
      ...spellings("resource", "List", "The objects of a kind in a namespace, or with these labels.", asks.list()),
      ...spellings("resource", "Post", "What the cluster answers to an object that is posted.", asks.post()),
      ...["resource.ToGVR", "resource.toGVR"].map((name) =>
        declare(
          name,
          "The resource of a kind.",
          func("convert_to_gvr_string_string", [STRING, STRING, GVR], (version: string, kind: string) =>
            toGvr(world, version, kind),
          ),
        ),
      ),
    ],
  };
}

type Place = Pick<WorldResource, "apiVersion" | "resource" | "namespace">;

/** The overloads of the questions, each with a resource by its names and by a value, with and without a namespace. */
class Asks {
  readonly #world: World;
  /** The types of a namespace among the arguments. */
  readonly #named: readonly Type[];

  constructor(world: World) {
    this.#world = world;
    this.#named = world.namespace === null ? [STRING] : [];
  }

  get(): readonly Overload[] {
    const get = (place: Place, [name]: readonly Value[]): Value => this.#get(place, textOf(name));
    const sub = (place: Place, [name, parts]: readonly Value[]): Value => this.#sub(place, textOf(name), parts);
    return [...this.#both("get", [STRING], get), ...this.#both("get_sub", [STRING, listOf(STRING)], sub)];
  }

  list(): readonly Overload[] {
    const list = (place: Place, [labels]: readonly Value[]): Value => this.#list(place, labels ?? {});
    return [...this.#both("list", [], list), ...this.#both("list_labels", [DYN], list)];
  }

  post(): readonly Overload[] {
    const post = (): Value => absent(this.#world, "The answer to an object that is posted");
    const short = func("resource_post_cluster", [STRING, STRING, DYN, DYN], post);
    const named = func("resource_post", [STRING, STRING, STRING, DYN, DYN], post);
    return this.#world.namespace === null ? [named, short] : [short];
  }

  #both(
    id: string,
    types: readonly Type[],
    answer: (place: Place, rest: readonly Value[]) => Value,
  ): readonly Overload[] {
    const tail = [...this.#named, ...types, DYN];
    return [
      func(`resource_${id}`, [STRING, STRING, ...tail], (apiVersion: string, resource: string, ...rest: Value[]) =>
        answer(...this.#placed({ apiVersion, resource }, rest)),
      ),
      func(`resource_${id}_gvr`, [GVR, ...tail], (gvr: GvrValue, ...rest: Value[]) =>
        answer(...this.#placed(gvr, rest)),
      ),
    ];
  }

  /** Takes the namespace from the arguments, where it is among them. */
  #placed(
    { apiVersion, resource }: Pick<Place, "apiVersion" | "resource">,
    rest: readonly Value[],
  ): readonly [Place, readonly Value[]] {
    const { namespace } = this.#world;
    if (namespace !== null) return [{ apiVersion, resource, namespace }, rest];
    return [{ apiVersion, resource, namespace: textOf(rest[0]) }, rest.slice(1)];
  }

  #get(place: Place, name: string): Value {
    const { resources, loose } = this.#world;
    const found = [...resources, ...loose].find((one) => isAt(one, place) && one.name === name);
    return found?.object ?? absent(this.#world, `Object \`${name}\` of \`${place.resource}\``);
  }

  /** Nobody tells of what stands below an object, such as its scale. */
  #sub(place: Place, name: string, parts: Value | undefined): Value {
    const path = Array.isArray(parts) ? parts.map(textOf) : [];
    if (path.length === 0) return this.#get(place, name);
    return absent(this.#world, `\`${path.join("/")}\` of \`${name}\` of \`${place.resource}\``);
  }

  /** A kind of which nothing was told is unknown; one of which a context tells is known whole. */
  #list(place: Place, labels: Value): Value {
    const { apiVersion, resource } = place;
    const ofKind = this.#world.resources.filter((one) => one.apiVersion === apiVersion && one.resource === resource);
    if (ofKind.length === 0) return absent(this.#world, `The list of \`${resource}\``);
    return { items: ofKind.filter((one) => isAt(one, place) && hasLabels(one, labels)).map(({ object }) => object) };
  }
}

/** An argument that its overload says is text. */
function textOf(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

function isAt(one: WorldResource, place: Place): boolean {
  return one.apiVersion === place.apiVersion && one.resource === place.resource && one.namespace === place.namespace;
}

function hasLabels({ object }: WorldResource, wanted: Value): boolean {
  const metadata = object["metadata"];
  const labels = isObject(metadata) ? metadata["labels"] : undefined;
  const own = isObject(labels) ? labels : {};
  return (
    isObject(wanted) && Object.entries(wanted).every(([key, value]) => Object.hasOwn(own, key) && own[key] === value)
  );
}
