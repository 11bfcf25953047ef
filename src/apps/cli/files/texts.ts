import { statSync } from "node:fs";
import { decodeText } from "#adapters/sources";
import type { SourceInput } from "#core/model";
import { readInput } from "./read.ts";

/** The texts of the inputs of a run, once more. */
export interface Texts {
  /** Keeps what was read of stdin, which cannot be read twice. */
  keepStdin(input: SourceInput): void;
  /** The text of a file if it holds `word`; null otherwise, and where it cannot be read again. Each answer is kept. */
  textWith(file: string, word: string): string | null;
}

/** Reads files when they are asked for, none larger than `maxBytes`. */
export function createTexts(maxBytes: number): Texts {
  const kept = new Map<string, SourceInput>();
  const known = new Map<string, string | null>();
  const find = (file: string, word: string): string | null => {
    const input = kept.get(file) ?? readAgain(file, maxBytes);
    if (input === null || !Buffer.from(input.bytes.buffer, input.bytes.byteOffset, input.bytes.length).includes(word))
      return null;
    const decoded = decodeText(input, maxBytes);
    return decoded.kind === "text" ? decoded.text : null;
  };
  return {
    keepStdin: (input) => void kept.set(input.file, input),
    textWith: (file, word) => {
      const key = `${word} ${file}`;
      const text = known.get(key);
      if (text !== undefined) return text;
      const found = find(file, word);
      known.set(key, found);
      return found;
    },
  };
}

function readAgain(file: string, maxBytes: number): SourceInput | null {
  if (!isFile(file)) return null;
  const outcome = readInput(file, file, maxBytes);
  return outcome.kind === "read" ? outcome.input : null;
}

/** A pipe cannot be read twice, and waiting for one may never end. */
function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
