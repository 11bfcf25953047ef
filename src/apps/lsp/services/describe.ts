import {
  formatType,
  MACRO_FORMS,
  signaturesOf,
  type Environment,
  type FunctionDeclaration,
  type StructField,
  type Type,
} from "#core/language";

/** What a field means, in words: description, unit and the texts that it may be. */
export function fieldSentence({ description, unit, values }: StructField): string {
  const parts = [
    description ?? "",
    unit === undefined ? "" : `In ${unit}.`,
    values === undefined ? "" : `One of ${values.map((value) => `\`${value}\``).join(", ")}.`,
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** A field with its type and meaning, as Markdown. */
export function fieldText(name: string, field: StructField): string {
  return withCode(`${name}: ${formatType(field.type)}`, fieldSentence(field));
}

/** A variable with its type, as Markdown. */
export function variableText(name: string, type: Type): string {
  return withCode(`${name}: ${formatType(type)}`, "");
}

const MOST_SIGNATURES = 6;

/** A function or macro with its signatures and its sentence, as Markdown; null when there is none of this name. */
export function functionText(name: string, environment: Environment): string | null {
  const macro = MACRO_FORMS.find((one) => one.name === name);
  if (macro !== undefined) return withCode(macro.form, macro.description);
  const declaration = environment.functions.get(name);
  return declaration === undefined ? null : declarationText(declaration);
}

function declarationText(declaration: FunctionDeclaration): string {
  const signatures = signaturesOf(declaration);
  const more = signatures.length > MOST_SIGNATURES ? ["…"] : [];
  return withCode([...signatures.slice(0, MOST_SIGNATURES), ...more].join("\n"), declaration.description ?? "");
}

function withCode(code: string, text: string): string {
  return `\`\`\`\n${code}\n\`\`\`${text === "" ? "" : `\n\n${text}`}`;
}
