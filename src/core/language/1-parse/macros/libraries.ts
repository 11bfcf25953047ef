import { expandBind, expandBlock, expandGeneratedName, expandOptFlatMap, expandOptMap } from "./bindings.ts";
import {
  expandAll,
  expandExists,
  expandExistsOne,
  expandFilter,
  expandMap,
  expandTransformMap,
  expandTransformMapEntry,
} from "./comprehensions.ts";
import { createMacroTable, type Macro, type MacroTable } from "./macro.ts";
import { expandExtreme } from "./math.ts";
import { expandGetExtension, expandHas, expandHasExtension } from "./presence.ts";
import { expandSortBy } from "./sort.ts";

/**
 * A set of macros that is switched on as one. `exists-one` is the later name of a standard one. `block` (`cel.block` and its names) exists for expressions that an optimiser generated; authors
 * use `bindings`.
 */
export type MacroLibrary =
  | "standard"
  | "exists-one"
  | "two-variable"
  | "bindings"
  | "optionals"
  | "math"
  | "lists"
  | "proto"
  | "block";

/** What an expression may use where a caller names no libraries: everything but `block`. */
export const DEFAULT_MACROS: readonly MacroLibrary[] = [
  "standard",
  "exists-one",
  "two-variable",
  "bindings",
  "optionals",
  "math",
  "lists",
  "proto",
];

/** The macros of these libraries by name. The table of the same array is made once. */
export function macroTable(libraries: readonly MacroLibrary[]): MacroTable {
  const known = tables.get(libraries);
  if (known !== undefined) return known;
  const table = createMacroTable(libraries.flatMap((library) => MACROS[library]));
  tables.set(libraries, table);
  return table;
}

/** Tells whether any library has a macro of this name, and how many arguments it may have. */
export function macroArity(name: string): { readonly min: number; readonly max: number } | undefined {
  const macros = ALL_MACROS.get(name);
  if (macros === undefined) return undefined;
  const min = Math.min(...macros.map((macro) => macro.minArgs));
  return { min, max: Math.max(...macros.map((macro) => macro.maxArgs)) };
}

/** The libraries with a macro that takes a call of this name on a value with so many arguments. */
export function macrosFor(name: string, args: number): readonly MacroLibrary[] {
  return LIBRARIES.filter((library) =>
    MACROS[library].some((macro) => macro.style === "method" && macro.name === name && hasArity(macro, args)),
  );
}

function hasArity({ minArgs, maxArgs }: Macro, args: number): boolean {
  return args >= minArgs && args <= maxArgs;
}

function method(name: string, args: readonly [number, number?], expand: Macro["expand"]): Macro {
  return { name, style: "method", minArgs: args[0], maxArgs: args[1] ?? args[0], expand };
}

function global(name: string, args: number, expand: Macro["expand"]): Macro {
  return { name, style: "global", minArgs: args, maxArgs: args, expand };
}

function member(path: string, args: readonly [number, number?], expand: Macro["expand"]): Macro {
  const [namespace = "", name = ""] = path.split(".");
  return { name, style: { namespace }, minArgs: args[0], maxArgs: args[1] ?? args[0], expand };
}

const MACROS: Readonly<Record<MacroLibrary, readonly Macro[]>> = {
  standard: [
    global("has", 1, expandHas),
    method("all", [2], expandAll(1)),
    method("exists", [2], expandExists(1)),
    method("exists_one", [2], expandExistsOne(1)),
    method("map", [2, 3], expandMap(1)),
    method("filter", [2], expandFilter),
  ],
  "exists-one": [method("existsOne", [2], expandExistsOne(1))],
  "two-variable": [
    method("all", [3], expandAll(2)),
    method("exists", [3], expandExists(2)),
    method("exists_one", [3], expandExistsOne(2)),
    method("existsOne", [3], expandExistsOne(2)),
    method("transformList", [3, 4], expandMap(2)),
    method("transformMap", [3, 4], expandTransformMap),
    method("transformMapEntry", [3, 4], expandTransformMapEntry),
  ],
  bindings: [member("cel.bind", [3], expandBind)],
  optionals: [method("optMap", [2], expandOptMap), method("optFlatMap", [2], expandOptFlatMap)],
  math: [
    member("math.greatest", [0, Infinity], expandExtreme("math.@max")),
    member("math.least", [0, Infinity], expandExtreme("math.@min")),
  ],
  lists: [method("sortBy", [2], expandSortBy)],
  proto: [member("proto.hasExt", [2], expandHasExtension), member("proto.getExt", [2], expandGetExtension)],
  block: [
    member("cel.block", [2], expandBlock),
    member("cel.index", [1], expandGeneratedName("@index")),
    member("cel.iterVar", [2], expandGeneratedName("@it:")),
    member("cel.accuVar", [2], expandGeneratedName("@ac:")),
  ],
};

const LIBRARIES: readonly MacroLibrary[] = [...DEFAULT_MACROS, "block"];
const tables = new WeakMap<readonly MacroLibrary[], MacroTable>();
const ALL_MACROS: MacroTable = createMacroTable(Object.values(MACROS).flat());
