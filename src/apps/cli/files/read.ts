import { closeSync, fstatSync, openSync, readFileSync, readSync } from "node:fs";
import type { Diagnostic } from "#core/diagnostics";
import type { SourceInput } from "#core/model";
import { fileDiagnostic, reasonOf } from "./file-diagnostic.ts";

export type FileRead =
  | { readonly kind: "read"; readonly input: SourceInput }
  | { readonly kind: "failed"; readonly diagnostic: Diagnostic };

const MIB = 1024 * 1024;

/** The largest file that is taken into memory unless the user allows more, in bytes. */
export const LARGEST_INPUT_BYTES: number = 128 * MIB;

const STDIN = 0;
const CHUNK_BYTES = 64 * 1024;
const PAUSE_MS = 5;

/** Reads one file whole; `-` is stdin, reported under `stdinName`. No more than `maxBytes` are ever held, even of a pipe or a device. */
export function readInput(file: string, stdinName: string, maxBytes: number = LARGEST_INPUT_BYTES): FileRead {
  const name = file === "-" ? stdinName : file;
  try {
    const bytes = readAtMost(file, maxBytes);
    return bytes === null ? tooLarge(name, maxBytes) : { kind: "read", input: { file: name, bytes } };
  } catch (error) {
    const message = `Cannot read \`${name}\`: ${reasonOf(error)}`;
    return {
      kind: "failed",
      diagnostic: fileDiagnostic("input-unreadable", name, message, "check the path and its permissions"),
    };
  }
}

function readAtMost(file: string, maxBytes: number): Uint8Array | null {
  const descriptor = file === "-" ? STDIN : openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    if (size > maxBytes) return null;
    return size > 0 ? readFileSync(descriptor) : readStream(descriptor, maxBytes);
  } finally {
    if (descriptor !== STDIN) closeSync(descriptor);
  }
}

/** Pipes and devices tell no size, so they are read piece by piece. */
function readStream(descriptor: number, maxBytes: number): Uint8Array | null {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const chunk = readChunk(descriptor);
    if (chunk.length === 0) return Buffer.concat(chunks);
    total += chunk.length;
    if (total > maxBytes) return null;
    chunks.push(chunk);
  }
}

/** A pipe that another program made non-blocking says EAGAIN while it is empty, which is not its end. */
function readChunk(descriptor: number): Uint8Array {
  const chunk = new Uint8Array(CHUNK_BYTES);
  for (;;) {
    try {
      return chunk.subarray(0, readSync(descriptor, chunk));
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

function tooLarge(name: string, maxBytes: number): FileRead {
  const message = `\`${name}\` is larger than ${Math.floor(maxBytes / MIB)} MiB, the most that is read`;
  const hint = "split it, one plan or namespace at a time, or allow more with `writ check --max-input <MiB>`";
  return { kind: "failed", diagnostic: fileDiagnostic("input-too-large", name, message, hint) };
}
