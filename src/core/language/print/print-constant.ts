import type { Constant } from "../ast/expr.ts";

/** The literal of a constant. A double keeps a fraction or an exponent, so that it is read back as one. */
export function printConstant(constant: Constant): string {
  switch (constant.type) {
    case "null":
      return "null";
    case "bool":
    case "int":
      return String(constant.value);
    case "uint":
      return `${constant.value}u`;
    case "double":
      return printDouble(constant.value);
    case "string":
      return quoteText(constant.value);
    default:
      return `b"${Array.from(constant.value, (byte) => `\\x${hex(byte, 2)}`).join("")}"`;
  }
}

/** A string literal that stands on one line, with everything that does not print escaped. */
function quoteText(text: string): string {
  return `"${Array.from(text, quoteCharacter).join("")}"`;
}

function quoteCharacter(character: string): string {
  if (character === '"' || character === "\\") return `\\${character}`;
  if (character === "\n") return "\\n";
  if (character === "\t") return "\\t";
  if (PRINTABLE.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

function printDouble(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, "0");
}

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;
