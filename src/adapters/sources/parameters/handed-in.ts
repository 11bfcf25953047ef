import type { Diagnostic, Span } from "#core/diagnostics";
import type { Value } from "#core/language";
import type { Path, Unresolved } from "#core/model";

/** A value that a file hands in for a parameter of a template: an `Unknown` where the file only says where it is kept. */
export interface HandedIn {
  readonly name: string;
  readonly value: Value;
  readonly place: () => Span;
}

/** A value in a file, with the way to it. */
export interface FoundValue {
  readonly name: string;
  readonly value: Value;
  readonly path: Path;
}

/** A value that a template does not take, and whether a parameter is therefore not known. */
export interface Refusal {
  readonly diagnostic: Diagnostic;
  readonly unresolved: readonly Unresolved[];
}

/** The code of values for parameters that are not declared; who hands one file to several templates tells by it whether any took the value. */
export const PARAMETER_UNDECLARED = "parameter-undeclared";

/** A value for a parameter that the template does not declare. `likely` is the one that was probably meant. */
export function undeclared({ name, place }: HandedIn, template: string, likely: string | undefined): Refusal {
  const hint = likely === undefined ? "" : `; did you mean \`${likely}\``;
  return {
    diagnostic: {
      code: PARAMETER_UNDECLARED,
      severity: "error",
      message: `A value is handed in for parameter \`${shortened(name)}\`, which template \`${template}\` does not declare${hint}`,
      hint: "Correct the name, or take the value out; the template is refused with it",
      span: place(),
    },
    unresolved: [],
  };
}

/** A value that a parameter does not allow, for a reason such as "it is no number". The value itself may be secret and is never told. */
export function refused({ name, place }: HandedIn, template: string, reason: string): Refusal {
  const code = "parameter-invalid";
  const message = `Cannot take the value that is handed in for parameter \`${shortened(name)}\` of template \`${template}\`: ${reason}`;
  const hint = "Correct the value; the template is refused with it";
  return {
    diagnostic: { code, severity: "error", message, hint, span: place() },
    unresolved: [{ code, message, source: { file: template, address: `parameters.${shortened(name)}`, path: [] } }],
  };
}

/** More refusals would tell nobody more. */
export const MOST_REFUSALS = 100;

function shortened(name: string): string {
  return name.slice(0, 255);
}
