import type { Value } from "#core/language";
import type { Effect, Unresolved } from "#core/model";

/** Says where an act runs code of a file that it has written itself: what then runs is not what stands there now. */
export function writtenCode(effects: readonly Effect[]): readonly Unresolved[] {
  const written = new Set(effects.filter(isWrite).map(({ resource }) => lastStep(resource.id)));
  if (written.size === 0) return [];
  const run = effects.find(
    ({ resource }) => runsCode(resource) && namesOf(resource.properties).some((name) => written.has(name)),
  );
  if (run === undefined) return [];
  const message = `\`${run.resource.name.slice(0, 64)}\` runs a file that the same act writes, so what it does is not known`;
  return [{ code: "code-written-here", message, source: run.source }];
}

function isWrite({ verb, resource }: Effect): boolean {
  return resource.kind === "File" && (verb === "create" || verb === "update");
}

function runsCode({ kind, properties }: Effect["resource"]): boolean {
  return kind === "Command" && properties["runsCode"] === true;
}

function namesOf({ path, arguments: words }: Effect["resource"]["properties"]): readonly string[] {
  const texts: readonly (Value | undefined)[] = Array.isArray(words) ? [path, ...words] : [path];
  return texts.filter((text) => typeof text === "string").map(lastStep);
}

function lastStep(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
