import { Opaque, type Value } from "#core/language";
import { resourceOf } from "../../model/resources.ts";
import { absent } from "./failure.ts";
import type { World } from "./world.ts";

/** A resource of a group and version, as a value of the language. */
export class GvrValue extends Opaque {
  readonly typeName = "kyverno.gvr";
  readonly apiVersion: string;
  /** The plural name in lower case. */
  readonly resource: string;

  constructor(apiVersion: string, resource: string) {
    super();
    this.apiVersion = apiVersion;
    this.resource = resource;
  }

  equals(other: Opaque): boolean {
    return other instanceof GvrValue && other.apiVersion === this.apiVersion && other.resource === this.resource;
  }

  toString(): string {
    return `${this.apiVersion}/${this.resource}`;
  }

  toPlain(): Value {
    return this.toString();
  }
}

/** The resource of a kind that Kubernetes itself serves; how a cluster names that of another kind is not known. */
export function toGvr(world: World, apiVersion: string, kind: string): Value {
  const { resource, namespaced } = resourceOf(apiVersion, kind);
  if (namespaced === null) return absent(world, `The resource of kind \`${kind}\``);
  return new GvrValue(apiVersion, resource);
}
