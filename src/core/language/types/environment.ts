import type { FunctionDeclaration, FunctionLibrary } from "../functions/declaration.ts";
import type { Value } from "../values/value.ts";
import type { Type } from "./type.ts";

/** One field of a struct type. `description`, `unit` and `values` feed messages, hovers and documentation. */
export interface StructField {
  readonly type: Type;
  readonly description?: string;
  readonly unit?: string;
  readonly values?: readonly string[];
}

/**
 * A record type. At run time its values are plain objects with own properties, unless `construct` is given: then the type is a protobuf-like
 * message whose literals are built by `construct` and whose values implement `StructValue`.
 */
export interface StructType {
  readonly name: string;
  readonly description?: string;
  readonly fields: ReadonlyMap<string, StructField>;
  /** What an author can do who reads a field where there are none. */
  readonly whenEmpty?: string;
  readonly construct?: (fields: ReadonlyMap<string, Value>) => Value;
}

/** What an expression may speak of: variables and constants with their types, struct types, functions, and the container for name resolution. */
export interface Environment {
  readonly container: string;
  readonly variables: ReadonlyMap<string, Type>;
  readonly constants: ReadonlyMap<string, { readonly type: Type; readonly value: Value }>;
  readonly structs: ReadonlyMap<string, StructType>;
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
}

/** The parts of an `Environment`, all optional; later libraries may add overloads to functions of earlier ones. */
export interface EnvironmentParts {
  readonly container?: string;
  readonly variables?: Readonly<Record<string, Type>>;
  readonly constants?: Readonly<Record<string, { readonly type: Type; readonly value: Value }>>;
  readonly structs?: readonly StructType[];
  readonly libraries?: readonly FunctionLibrary[];
}

/** Builds an environment. The standard library is not implied: pass it in `libraries`. */
export function createEnvironment(parts: EnvironmentParts): Environment {
  return {
    container: parts.container ?? "",
    variables: new Map(Object.entries(parts.variables ?? {})),
    constants: new Map([
      ...(parts.libraries ?? []).flatMap((library) => Object.entries(library.constants ?? {})),
      ...Object.entries(parts.constants ?? {}),
    ]),
    structs: new Map((parts.structs ?? []).map((struct) => [struct.name, struct])),
    functions: mergeFunctions(parts.libraries ?? []),
  };
}

function mergeFunctions(libraries: readonly FunctionLibrary[]): ReadonlyMap<string, FunctionDeclaration> {
  const merged = new Map<string, FunctionDeclaration>();
  for (const declaration of libraries.flatMap((library) => library.functions)) {
    const earlier = merged.get(declaration.name);
    const overloads = [...(earlier?.overloads ?? []), ...declaration.overloads];
    const description = earlier?.description ?? declaration.description;
    merged.set(declaration.name, {
      name: declaration.name,
      overloads,
      ...(description !== undefined && { description }),
    });
  }
  return merged;
}
