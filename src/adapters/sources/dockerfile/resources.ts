import type { Value, ValueObject } from "#core/language";
import { isObject, type NativeResource } from "#core/model";
import { creationOf, type Creation } from "../creation.ts";
import { imageName } from "../image-name.ts";
import { put } from "../json/index.ts";
import { maskTexts, type NameOf } from "../mask-texts.ts";
import { MaskedSecrets } from "../masked.ts";
import type { Said, Stage, Step } from "./stages.ts";

/** What all stages of a file share. */
export interface FileContext {
  readonly file: string;
  readonly stages: readonly Stage[];
  /** The image that reads the file, as its `syntax` directive says; null when the builder reads it itself. */
  readonly frontend: string | null;
}

/** A stage says what an image is made of: it is created, without anything secret in it. */
export function createdFrom(stage: Stage, id: string, context: FileContext): Creation {
  const masked = new MaskedSecrets();
  const native = masked.listedIn(maskTexts(nativeOf(stage, context), nameOf, masked));
  const after: NativeResource = {
    id,
    type: "Dockerfile stage",
    provider: "docker",
    providerVersion: null,
    group: context.file,
    module: "",
    name: stage.name,
    scope: "",
    labels: knownTexts(native["labels"]),
    native,
    references: [],
    source: { file: context.file, address: id, path: [] },
  };
  return creationOf(after);
}

/** Variables and parameters have names of their own; a script has none. */
const nameOf: NameOf = (path) => (path[0] === "env" || path[0] === "args" ? String(path.at(-1)) : "");

function nativeOf(stage: Stage, context: FileContext): ValueObject {
  return {
    stage: stage.name,
    final: stage === context.stages.at(-1),
    from: stage.base.value,
    user: stage.user?.value ?? null,
    env: valuesOf(stage.environment),
    args: valuesOf(stage.parameters),
    labels: valuesOf(stage.labels),
    exposed: wordsOf(stage, "EXPOSE"),
    healthcheck: lastOf(stage, "HEALTHCHECK"),
    instructions: stage.steps.map(instructionOf),
    $base: baseOf(stage),
    $images: imagesOf(stage, context),
  };
}

/** Names with their values stand elsewhere, masked by their names, so that their text is left out. */
const PAIRS: ReadonlySet<string> = new Set(["ARG", "ENV", "LABEL"]);

function instructionOf({ keyword, text, flags, words, onbuild }: Step): ValueObject {
  const isPairs = PAIRS.has(keyword);
  const isScript = keyword === "RUN" || keyword === "CMD" || keyword === "ENTRYPOINT" || keyword === "HEALTHCHECK";
  return {
    instruction: keyword,
    onbuild,
    flags: flags.map(([name, value]) => `${name}=${value}`),
    ...(isPairs ? {} : isScript ? { text } : { words }),
  };
}

/** What a stage starts from, as `{kind, name, version, pinned}`; the kind is `image`, `stage` or `scratch`. */
function baseOf({ base: { value }, parent }: Stage): Value {
  if (typeof value !== "string") return value;
  if (parent !== null) return { kind: "stage", name: parent.name };
  return value.toLowerCase() === "scratch" ? { kind: "scratch", name: value } : { kind: "image", ...imageName(value) };
}

/** The images from elsewhere that go into a stage, as `{place, name, version, pinned}`; unknown when one of them is. */
function imagesOf(stage: Stage, { stages, frontend }: FileContext): Value {
  const own = new Set(stages.flatMap(({ name }, index) => [name, String(index)]));
  const copied = stage.steps.flatMap(({ keyword, flags }) => flags.flatMap((flag) => sourceIn(keyword, flag)));
  const external = copied.filter((name) => !own.has(name.toLowerCase()));
  const { value } = stage.base;
  const isImage = stage.parent === null && (typeof value !== "string" || value.toLowerCase() !== "scratch");
  return [
    ...(frontend === null ? [] : [imageAt("syntax", frontend)]),
    ...(isImage ? [imageAt("FROM", value)] : []),
    ...external.map((name) => imageAt("--from", name)),
  ];
}

function imageAt(place: string, image: Value): ValueObject {
  if (typeof image === "string") return { place, ...imageName(image) };
  return { place, name: image, version: image, pinned: image };
}

/** What a flag copies or mounts from. */
function sourceIn(keyword: string, [flag, value]: readonly [string, string]): readonly string[] {
  if (keyword === "COPY" && flag === "from") return [value];
  if (keyword !== "RUN" || flag !== "mount") return [];
  return value.split(",").flatMap((part) => (part.startsWith("from=") ? [part.slice("from=".length)] : []));
}

function chainOf(stage: Stage): readonly Stage[] {
  const chain: Stage[] = [];
  for (let next: Stage | null = stage; next !== null; next = next.parent) chain.unshift(next);
  return chain;
}

function wordsOf(stage: Stage, keyword: string): Value {
  const steps = chainOf(stage).flatMap(({ steps: own }) =>
    own.filter((step) => step.keyword === keyword && !step.onbuild),
  );
  return steps.flatMap(({ words }) => words);
}

function lastOf(stage: Stage, keyword: string): Value {
  for (let next: Stage | null = stage; next !== null; next = next.parent) {
    const found = next.steps.findLast((step) => step.keyword === keyword && !step.onbuild);
    if (found) return found.text;
  }
  return null;
}

function valuesOf(said: ReadonlyMap<string, Said>): ValueObject {
  const values: Record<string, Value> = {};
  for (const [name, { value }] of said) put(values, name, value);
  return values;
}

/** The labels of which nothing was masked and everything is known. */
function knownTexts(values: Value | undefined): Readonly<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(values) ? values : {}))
    if (typeof value === "string") put(texts, name, value);
  return texts;
}
