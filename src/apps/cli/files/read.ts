import { readFileSync, statSync } from "node:fs";
import type { Diagnostic } from "#core/diagnostics";
import type { SourceInput } from "#core/model";
import { fileDiagnostic, reasonOf } from "./file-diagnostic.ts";

export type FileRead =
  | { readonly kind: "read"; readonly input: SourceInput }
  | { readonly kind: "failed"; readonly diagnostic: Diagnostic };

/** The largest input that is taken into memory. */
export const LARGEST_INPUT_BYTES: number = 256 * 1024 * 1024;

const STDIN = 0;

/** Reads one input whole; `-` is stdin, reported under `stdinName`. */
export function readInput(file: string, stdinName: string): FileRead {
  const name = file === "-" ? stdinName : file;
  try {
    if (file !== "-" && statSync(file).size > LARGEST_INPUT_BYTES) return tooLarge(name);
    const bytes = readFileSync(file === "-" ? STDIN : file);
    return bytes.length > LARGEST_INPUT_BYTES ? tooLarge(name) : { kind: "read", input: { file: name, bytes } };
  } catch (error) {
    const message = `Cannot read \`${name}\`: ${reasonOf(error)}`;
    return {
      kind: "failed",
      diagnostic: fileDiagnostic("input-unreadable", name, message, "check the path and its permissions"),
    };
  }
}

function tooLarge(name: string): FileRead {
  const limit = `${LARGEST_INPUT_BYTES / (1024 * 1024)} MiB`;
  const message = `\`${name}\` is larger than ${limit}, the most that is read`;
  return {
    kind: "failed",
    diagnostic: fileDiagnostic("input-too-large", name, message, "split it, one plan or namespace at a time"),
  };
}
