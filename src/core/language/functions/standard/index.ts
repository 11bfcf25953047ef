import type { FunctionLibrary } from "../declaration.ts";
import { arithmetic } from "./arithmetic.ts";
import { comparison } from "./comparison.ts";
import { containers } from "./containers.ts";
import { conversions } from "./conversions.ts";
import { logic } from "./logic.ts";
import { text } from "./text.ts";
import { timestamps } from "./timestamps.ts";
import { typeConstants } from "./types.ts";

/** The operators, functions and type names of the CEL specification, with the overload ids of cel-go. */
export const standardLibrary: FunctionLibrary = {
  name: "standard",
  functions: [...logic, ...comparison, ...arithmetic, ...containers, ...text, ...conversions, ...timestamps],
  constants: typeConstants,
};
