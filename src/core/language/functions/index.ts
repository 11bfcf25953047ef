import type { FunctionLibrary } from "./declaration.ts";
import { standardLibrary } from "./standard/index.ts";

export { compilePattern, type Matcher } from "./regex/pattern.ts";
export { standardLibrary } from "./standard/index.ts";

/** The libraries that every Writ policy may use: standard, the CEL extensions and those of Kubernetes. */
export const writLibraries: readonly FunctionLibrary[] = [standardLibrary];
