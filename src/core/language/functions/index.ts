import type { FunctionLibrary } from "./declaration.ts";

/** The libraries that every Writ policy may use: standard, the CEL extensions and those of Kubernetes. */
export const writLibraries: readonly FunctionLibrary[] = [];
