import { textAt } from "#core/admission";
import { startOfFile, type Diagnostic } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { NativeResource, SourceReading } from "#core/model";

/** An object of Kubernetes in an input, as admission policies see it. */
export interface ReadObject {
  readonly resource: NativeResource;
  readonly object: ValueObject;
}

/** Kubernetes' own objects of a reading. What a source adds to them beside what was written is left out. */
export function objectsOf({ changes }: SourceReading): readonly ReadObject[] {
  return changes.flatMap(({ verb, after }) => {
    if (verb !== "create" || after?.provider !== "kubernetes" || textAt(after.native, "apiVersion") === null) return [];
    return [{ resource: after, object: withoutMarks(after.native) }];
  });
}

function withoutMarks(native: ValueObject): ValueObject {
  return Object.fromEntries(Object.entries(native).filter(([key]) => !key.startsWith("$")));
}

/** Objects that were read as the resources of a cloud that they stand for: admission policies were not asked about them, which is told. */
export function unaskedObjects({ format, file, changes }: SourceReading): readonly Diagnostic[] {
  if (format !== "kubernetes-manifest") return [];
  return changes.flatMap(({ after }) => {
    if (after === null || after.provider === "kubernetes") return [];
    const message = `\`${after.id}\` is judged as the resource of \`${after.provider}\` that it stands for, so the admission policies were not asked about it`;
    const hint = "Ask a policy of Writ's own about the resource";
    return [{ code: "admission-not-asked", severity: "warning", message, hint, span: startOfFile(file) }];
  });
}
