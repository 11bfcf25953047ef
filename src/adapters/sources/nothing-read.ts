import type { Diagnostic } from "#core/diagnostics";
import type { SourceReading } from "#core/model";

/** The reading of an input of which nothing could be read, for the reason that the diagnostic gives. */
export function nothingRead(format: string, file: string, diagnostic: Diagnostic): SourceReading {
  return {
    format,
    file,
    changes: [],
    surroundings: [],
    unresolved: [],
    diagnostics: [diagnostic],
    locate: (ref) => ref,
  };
}
