import type { Diagnostic } from "#core/diagnostics";
import type { ResourceKindDocument } from "#core/documents";
import type { StructType } from "#core/language";
import type { Effect, PropertyFacts, SourceReading } from "#core/model";

export { findSecrets, resourceLibrary, SECRET_NAME } from "./functions/index.ts";

/** All loaded kinds, with their mappings compiled. */
export interface Kinds {
  readonly names: readonly string[];
  /** The struct type of a kind's properties, named `writ.<Kind>`, with the struct types it uses; undefined for an unknown kind. */
  structs(kind: string): readonly StructType[] | undefined;
  /** The kinds that a native type may become. */
  kindsOf(type: string): readonly string[];
}

export interface KindsResult {
  readonly kinds: Kinds;
  readonly diagnostics: readonly Diagnostic[];
}

/** Checks and compiles ResourceKind documents. A mapping with an error is left out and reported; the rest still works. */
export function createKinds(_documents: readonly ResourceKindDocument[]): KindsResult {
  throw new Error("not built yet");
}

/** The effects of several readings, linked with one another and mapped to kinds. */
export interface ResolvedReadings {
  /** In the order of `readings`; the effects of each reading in the order of its changes. */
  readonly effects: readonly (readonly Effect[])[];
  /** The facts of the property at `path` (as in `["publicAccess", "blocked"]`) of the resource that `effect` is about. */
  facts(effect: Effect, path: readonly (string | number)[]): PropertyFacts;
}

/** Links, maps and classifies what sources read. Total: a mapping that fails leaves a `CelError` as the property's value. */
export function resolveReadings(_kinds: Kinds, _readings: readonly SourceReading[]): ResolvedReadings {
  throw new Error("not built yet");
}
