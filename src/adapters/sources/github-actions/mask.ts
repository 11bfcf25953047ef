import type { ValueObject } from "#core/language";
import type { Path } from "#core/model";
import { maskTexts, type NameOf } from "../mask-texts.ts";
import { MaskedSecrets } from "../masked.ts";

/** Scripts and names of rights: what stands there is no secret by its name. */
const NEVER_BY_NAME: ReadonlySet<string> = new Set(["run", "uses", "if", "name", "secrets", "description", "default"]);

/** The native object without anything secret, and a list of where that was. Expressions, which GitHub fills in, stay. */
export function maskSecrets(native: ValueObject): ValueObject {
  const masked = new MaskedSecrets();
  return masked.listedIn(maskTexts(native, nameOf, masked));
}

const nameOf: NameOf = (path: Path, text: string) => {
  if (path.includes("permissions") || path[0] === "$permissions") return null;
  const name = String(path.at(-1) ?? "");
  return NEVER_BY_NAME.has(name) || text.includes("${{") ? "" : name;
};
