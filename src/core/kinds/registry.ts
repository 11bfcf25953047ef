import type { StructType } from "#core/language";
import { InvariantError } from "#core/diagnostics";
import type { Mapping, PropertySchema } from "#core/documents";
import type { NativeResource } from "#core/model";
import type { MappingProgram } from "./mapping/mapping-program.ts";

/** All loaded kinds, with their mappings compiled. */
export interface Kinds {
  readonly names: readonly string[];
  /** The struct type of a kind's properties, named `writ.<Kind>`, with the struct types it uses; undefined for an unknown kind. */
  structs(kind: string): readonly StructType[] | undefined;
  /** The properties of a kind as one object; undefined for an unknown kind. */
  schemaOf(kind: string): PropertySchema | undefined;
  /** The kinds that a native type may become. */
  kindsOf(type: string): readonly string[];
  /** How native types become a kind, as documented; none for an unknown kind. */
  mappingsOf(kind: string): readonly Mapping[];
}

/** What the registry knows of a kind. */
export interface KnownKind {
  readonly structs: readonly StructType[];
  readonly schema: PropertySchema;
}

/** The one implementation of `Kinds`, which also hands out the mappings. */
export class KindRegistry implements Kinds {
  readonly names: readonly string[];
  readonly #known: ReadonlyMap<string, KnownKind>;
  readonly #programs: ReadonlyMap<string, readonly MappingProgram[]>;
  readonly #mappings: ReadonlyMap<string, readonly Mapping[]>;

  constructor(known: ReadonlyMap<string, KnownKind>, programs: readonly MappingProgram[]) {
    this.names = [...known.keys()].toSorted();
    this.#known = known;
    this.#programs = byType(programs);
    const byKindName = Map.groupBy(programs, ({ kind }) => kind);
    this.#mappings = new Map(Array.from(byKindName, ([kind, own]) => [kind, own.map(({ rule }) => rule)]));
  }

  structs(kind: string): readonly StructType[] | undefined {
    return this.#known.get(kind)?.structs;
  }

  schemaOf(kind: string): PropertySchema | undefined {
    return this.#known.get(kind)?.schema;
  }

  kindsOf(type: string): readonly string[] {
    const kinds = (this.#programs.get(type) ?? []).map(({ kind }) => kind);
    return [...new Set(kinds)].toSorted();
  }

  mappingsOf(kind: string): readonly Mapping[] {
    return this.#mappings.get(kind) ?? [];
  }

  /**
   * The mappings for a resource, in the order of their kinds' names and then as documented. Where several providers share a native type its own
   * provider's mappings are taken; a provider that none speaks of (a fork, a mirror) is mapped as the type says, because unmapped is unjudged.
   */
  programsFor({ type, provider }: NativeResource): readonly MappingProgram[] {
    const programs = this.#programs.get(type) ?? [];
    if (programs.every((program) => program.rule.provider === provider)) return programs;
    const own = programs.filter((program) => program.rule.provider === provider);
    return own.length > 0 ? own : programs;
  }
}

/** The registry behind `kinds`; throws `InvariantError` for a `Kinds` that `createKinds` did not make. */
export function registryOf(kinds: Kinds): KindRegistry {
  if (kinds instanceof KindRegistry) return kinds;
  throw new InvariantError("foreign-kinds", "Kinds are made by createKinds()");
}

function byType(programs: readonly MappingProgram[]): ReadonlyMap<string, readonly MappingProgram[]> {
  const index = new Map<string, MappingProgram[]>();
  for (const program of programs.toSorted(byKind)) {
    for (const type of program.rule.types) {
      const known = index.get(type);
      if (known === undefined) index.set(type, [program]);
      else known.push(program);
    }
  }
  return index;
}

function byKind(a: MappingProgram, b: MappingProgram): number {
  if (a.kind === b.kind) return 0;
  return a.kind < b.kind ? -1 : 1;
}
