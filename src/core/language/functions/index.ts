import { comprehensionsLibrary } from "./comprehensions/index.ts";
import type { FunctionLibrary } from "./declaration.ts";
import { encodersLibrary } from "./encoders/index.ts";
import { kubernetesLibraries } from "./kubernetes/index.ts";
import { listsLibrary } from "./lists/index.ts";
import { mathLibrary } from "./math/index.ts";
import { optionalLibrary } from "./optional/index.ts";
import { regexLibrary } from "./regex/index.ts";
import { setsLibrary } from "./sets/index.ts";
import { standardLibrary } from "./standard/index.ts";
import { stringsLibrary } from "./strings/index.ts";

export { comprehensionsLibrary } from "./comprehensions/index.ts";
export { encodersLibrary } from "./encoders/index.ts";
export { kubernetesLibraries } from "./kubernetes/index.ts";
export { listsLibrary } from "./lists/index.ts";
export { mathLibrary } from "./math/index.ts";
export { optionalLibrary } from "./optional/index.ts";
export { compilePattern, type Matcher } from "./regex/pattern.ts";
export { regexLibrary } from "./regex/index.ts";
export { setsLibrary } from "./sets/index.ts";
export { standardLibrary } from "./standard/index.ts";
export { stringsLibrary } from "./strings/index.ts";

/** The libraries that every Writ policy may use: standard, the CEL extensions and those of Kubernetes. */
export const writLibraries: readonly FunctionLibrary[] = [
  standardLibrary,
  optionalLibrary,
  stringsLibrary,
  mathLibrary,
  listsLibrary,
  setsLibrary,
  encodersLibrary,
  regexLibrary,
  comprehensionsLibrary,
  ...kubernetesLibraries,
];
