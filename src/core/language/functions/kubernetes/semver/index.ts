import { BOOL, INT, opaqueOf, STRING } from "../../../types/type.ts";
import { intOf, type Value } from "../../../values/index.ts";
import { readsFirst } from "../../cost.ts";
import type { FunctionDeclaration, FunctionLibrary } from "../../declaration.ts";
import { declare, func, method } from "../../define.ts";
import { invalidConversion } from "../../failure.ts";
import { typeConstant } from "../../standard/types.ts";
import { normalizeVersion, parseVersion, Version } from "./version.ts";

const SEMVER = opaqueOf("kubernetes.Semver");

function toVersion(text: string, normalize = false): Value {
  const normal = normalize ? normalizeVersion(text) : text;
  const version = normal === undefined ? undefined : parseVersion(normal);
  return version ?? invalidConversion(text, "a semantic version", "it does not have the form `major.minor.patch`");
}

function isVersion(text: string, normalize = false): boolean {
  return toVersion(text, normalize) instanceof Version;
}

function part(name: string, at: number): FunctionDeclaration {
  const read = (version: Version): Value => intOf(version.core[at] ?? 0n);
  return declare(name, `The ${name} number of a version.`, method(`semver_${name}`, [SEMVER, INT], read));
}

/** Semantic versions. Source: Kubernetes, `pkg/cel/library/semverlib.go`. */
export const semverLibrary: FunctionLibrary = {
  name: "kubernetes.semver",
  functions: [
    declare(
      "semver",
      "Converts text to a version; with `true`, text that is nearly one too.",
      func("string_to_semver", [STRING, SEMVER], toVersion, readsFirst),
      func("string_bool_to_semver", [STRING, BOOL, SEMVER], toVersion, readsFirst),
    ),
    declare(
      "isSemver",
      "Whether text is a version.",
      func("is_semver_string", [STRING, BOOL], isVersion, readsFirst),
      func("is_semver_string_bool", [STRING, BOOL, BOOL], isVersion, readsFirst),
    ),
    declare(
      "isGreaterThan",
      "Whether the first is greater.",
      method("semver_is_greater_than", [SEMVER, SEMVER, BOOL], (a: Version, b: Version) => a.compare(b) > 0),
    ),
    declare(
      "isLessThan",
      "Whether the first is less.",
      method("semver_is_less_than", [SEMVER, SEMVER, BOOL], (a: Version, b: Version) => a.compare(b) < 0),
    ),
    declare(
      "compareTo",
      "1, 0 or -1 as the first is greater, equal or less.",
      method("semver_compare_to", [SEMVER, SEMVER, INT], (a: Version, b: Version) => a.compare(b)),
    ),
    part("major", 0),
    part("minor", 1),
    part("patch", 2),
  ],
  constants: { "kubernetes.Semver": typeConstant("kubernetes.Semver", SEMVER) },
};
