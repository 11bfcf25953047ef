import type { Diagnostic } from "#core/diagnostics";
import type { SourceInput } from "#core/model";

/** What became of bytes that should be text: the text without its byte order mark, or the one reason why there is none. */
export type DecodedText =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "rejected"; readonly diagnostic: Diagnostic };

/** The most bytes that one input may have unless the caller says otherwise. */
export const DEFAULT_MAX_BYTES: number = 256 * 1024 * 1024;

/**
 * Decodes UTF-8, with or without a byte order mark, and nothing else.
 *
 * Total. Other encodings are named, never guessed at: a text that was decoded wrongly would be judged as something that it is not. Refusals:
 * `input-too-large`, `empty-input`, `utf16-input`, `binary-input` and `invalid-utf8`.
 */
export function decodeText(input: SourceInput, maxBytes: number = DEFAULT_MAX_BYTES): DecodedText {
  const { bytes, file } = input;
  if (bytes.length > maxBytes) return rejected(tooLarge(file, bytes.length, maxBytes));
  if (bytes.length === 0) return rejected(empty(file));
  if (looksLikeUtf16(bytes)) return rejected(utf16(file));
  const nul = bytes.indexOf(0);
  if (nul >= 0) return rejected(binary(file, nul));
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return rejected(invalidUtf8(file));
  }
}

/** A UTF-16 byte order mark, or the zero in every other byte that plain Latin text has in UTF-16. */
function looksLikeUtf16(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  if (bytes.length < 4) return false;
  return first === 0 ? second !== 0 && third === 0 && fourth !== 0 : second === 0 && third !== 0 && fourth === 0;
}

function rejected(diagnostic: Diagnostic): DecodedText {
  return { kind: "rejected", diagnostic };
}

function tooLarge(file: string, size: number, maxBytes: number): Diagnostic {
  return {
    code: "input-too-large",
    severity: "error",
    message: `Cannot read \`${file}\`: it has ${size} bytes, and the limit is ${maxBytes}`,
    hint: "Split the input, or raise the limit",
  };
}

function empty(file: string): Diagnostic {
  return {
    code: "empty-input",
    severity: "error",
    message: `Cannot read \`${file}\`: it is empty`,
    hint: "See whether the command that should have written it failed",
  };
}

function utf16(file: string): Diagnostic {
  return {
    code: "utf16-input",
    severity: "error",
    message: `Cannot read \`${file}\`: it is UTF-16, and only UTF-8 is read`,
    hint: "Write it as UTF-8; in Windows PowerShell, pipe through `Out-File -Encoding utf8` instead of `>`",
  };
}

function binary(file: string, offset: number): Diagnostic {
  return {
    code: "binary-input",
    severity: "error",
    message: `Cannot read \`${file}\`: it is not text, byte ${offset} is zero`,
    hint: "Hand in the text form of the file",
  };
}

function invalidUtf8(file: string): Diagnostic {
  return {
    code: "invalid-utf8",
    severity: "error",
    message: `Cannot read \`${file}\`: it is not valid UTF-8`,
    hint: "Convert it to UTF-8",
  };
}
