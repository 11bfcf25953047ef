import { creationRequest, isParam, ParamObjects, textAt, type LoadedAdmission } from "#core/admission";
import type { Diagnostic } from "#core/diagnostics";
import type { ValueObject } from "#core/language";
import type { SourceReading } from "#core/model";
import { objectsOf } from "./objects.ts";

/**
 * The objects that may be parameters: what was handed in beside the policies, and what is created. Of one name, what was handed in is taken: whoever
 * proposes a change must not choose the parameters that it is judged by.
 */
export function paramsAmong(handedIn: readonly ValueObject[], created: readonly ValueObject[]): ParamObjects {
  const placed = handedIn.map(inPlace);
  const own = new Set(placed.map(identityOf));
  const all = [...created.map(inPlace).filter((object) => !own.has(identityOf(object))), ...placed];
  return new ParamObjects(all);
}

/** An object in the namespace where it goes. */
function inPlace(object: ValueObject): ValueObject {
  return creationRequest(object).object ?? object;
}

function identityOf(object: ValueObject): string {
  const names = [textAt(object, "metadata", "namespace"), textAt(object, "metadata", "name")];
  return JSON.stringify([textAt(object, "apiVersion"), textAt(object, "kind"), ...names]);
}

/** Diagnostics without those about parameters that nobody handed in, but that are among what is created. */
export function withoutFoundParams(
  diagnostics: readonly Diagnostic[],
  { awaited }: Pick<LoadedAdmission, "awaited">,
  readings: readonly SourceReading[],
): readonly Diagnostic[] {
  if (awaited.length === 0) return diagnostics;
  const created = readings.flatMap(objectsOf).map(({ object }) => object);
  const found = awaited.filter(({ kind, ref }) => created.some((object) => isParam(object, kind, ref)));
  const settled = new Set(found.map(({ warning }) => warning));
  return diagnostics.filter((one) => !settled.has(one));
}
