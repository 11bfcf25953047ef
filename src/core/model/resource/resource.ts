import type { Unknown, Value, ValueObject } from "#core/language";
import type { Path, SourceRef } from "./location.ts";

/**
 * A resource as a source sees it, before any kind gives it meaning.
 *
 * `native` is what the source said, with an `Unknown` wherever the value is not known or was masked. `id` is unique within one reading (for
 * Terraform the address, with the deposed key where there is one). `group` is what ties resources of one configuration together (provider
 * configuration and region, or a cluster): values are only compared for links inside one group. `module` is the module or namespace.
 */
export interface NativeResource {
  readonly id: string;
  readonly type: string;
  readonly provider: string;
  readonly providerVersion: string | null;
  readonly group: string;
  readonly module: string;
  readonly name: string;
  readonly scope: string;
  /** Where it lies, as its provider calls the place; absent where the source does not say. */
  readonly region?: string | Unknown;
  readonly labels: Readonly<Record<string, string>>;
  readonly native: ValueObject;
  readonly references: readonly NativeReference[];
  readonly source: SourceRef;
}

/**
 * What a source knows of where an attribute's value comes from: the resource `target` (an `id`) and its `attribute`. `proven` means that the
 * value is that attribute; `possible` that it may be; a reference to nothing (`target` null) that the source could not follow it.
 */
export interface NativeReference {
  readonly path: Path;
  readonly target: string | null;
  readonly attribute: string | null;
  readonly certainty: "proven" | "possible";
}

/** A resource under its canonical kind. Several may come from one native resource (the rules of a security group). */
export interface Resource {
  /** The canonical kind, or `Unclassified` when no kind maps the native type. */
  readonly kind: string;
  readonly type: string;
  readonly provider: string;
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  /** Where it lies, as its provider calls the place; null where nobody says, and where it lies nowhere in particular. */
  readonly region?: string | Unknown | null;
  readonly environment: string | null;
  readonly labels: Readonly<Record<string, string>>;
  /** The typed canonical view. A property that the native type cannot say is absent; one that is not known is an `Unknown`. */
  readonly properties: Readonly<Record<string, Value>>;
  readonly native: ValueObject;
  readonly links: readonly Link[];
  readonly source: SourceRef;
}

/** A join between two resources, by the name that the mapping gave it. */
export interface Link {
  readonly name: string;
  readonly target: string;
  readonly certainty: "proven" | "possible";
}

/**
 * The three facts beside a property value, derived when somebody asks (a finding, an explanation), not on the hot path. `sources` lists the
 * native paths that the value was computed from, those of linked resources included, what the input itself states first.
 */
export interface PropertyFacts {
  readonly known: "yes" | "no" | "after-apply";
  readonly default: boolean;
  readonly sources: readonly SourceRef[];
}

/** The kind of a resource that no `ResourceKind` document maps. */
export const UNCLASSIFIED = "Unclassified";
