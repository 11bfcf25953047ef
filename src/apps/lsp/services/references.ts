import type { AnyDocument, PolicyDocument } from "#core/documents";
import type { Project } from "../project/project.ts";
import type { Located } from "./request.ts";

/** Something that a value may name, and where it is defined. */
export interface Target {
  readonly name: string;
  /** One sentence. */
  readonly about: string;
  readonly document: AnyDocument;
  readonly path: readonly (string | number)[];
  /** Whether the key at the end of the path is what defines it, as opposed to its value. */
  readonly atKey?: true;
}

const NAME = ["metadata", "name"] as const;

/** What the value at a place may name, by its name; empty where values name nothing. */
export function targetsAt({ place, document }: Located, project: Project): ReadonlyMap<string, Target> {
  const found = FINDERS.find(({ kinds, path }) => kinds.includes(place.kind) && path.test(place.path.join(".")));
  const targets = found === undefined ? [] : found.targets(project.documents, document);
  return new Map(targets.map((target) => [target.name, target]));
}

interface Finder {
  /** Of documents. */
  readonly kinds: readonly string[];
  readonly path: RegExp;
  readonly targets: (documents: readonly AnyDocument[], own: AnyDocument | null) => readonly Target[];
}

const FINDERS: readonly Finder[] = [
  { kinds: ["Policy", "Grant"], path: /^spec\.(match\.)?kinds\.\d+$/, targets: kindTargets },
  { kinds: ["ResourceMapping"], path: /^spec\.kind$/, targets: kindTargets },
  { kinds: ["Policy", "Grant"], path: /^spec\.(match\.)?types\.\d+$/, targets: typeTargets },
  { kinds: ["Policy"], path: /^spec\.satisfies\.\d+$/, targets: requirementTargets },
  { kinds: ["Policy"], path: /^metadata\.labels\.control$/, targets: controlTargets },
  { kinds: ["Framework"], path: /^spec\.crosswalk\.\d+\.controls\.\d+$/, targets: controlTargets },
  { kinds: ["Framework"], path: /^spec\.crosswalk\.\d+\.requirements\.\d+$/, targets: ownRequirements },
  { kinds: ["Waiver"], path: /^spec\.policy$/, targets: policyTargets },
  { kinds: ["Waiver"], path: /^spec\.validation$/, targets: validationTargets },
  { kinds: ["Policy", "Grant", "Agent"], path: /environments\.\d+$/, targets: environmentTargets },
];

function kindTargets(documents: readonly AnyDocument[]): readonly Target[] {
  return documents.flatMap((document) =>
    document.kind === "ResourceKind"
      ? [
          {
            name: document.metadata.name,
            about: document.spec.description ?? document.metadata.title ?? "",
            document,
            path: NAME,
          },
        ]
      : [],
  );
}

function typeTargets(documents: readonly AnyDocument[]): readonly Target[] {
  return documents.flatMap((document) => {
    if (document.kind !== "ResourceKind" && document.kind !== "ResourceMapping") return [];
    const kind = document.kind === "ResourceKind" ? document.metadata.name : document.spec.kind;
    return document.spec.mappings.flatMap(({ types }, at) =>
      types.map((name) => ({ name, about: `Becomes ${kind}`, document, path: ["spec", "mappings", at, "types"] })),
    );
  });
}

function requirementTargets(documents: readonly AnyDocument[]): readonly Target[] {
  return documents.flatMap((document) =>
    document.kind === "Framework"
      ? ownRequirements([], document).map((one) => ({ ...one, name: `${document.metadata.name}/${one.name}` }))
      : [],
  );
}

function ownRequirements(_: readonly AnyDocument[], document: AnyDocument | null): readonly Target[] {
  if (document?.kind !== "Framework") return [];
  return document.spec.requirements.map(({ id, title }, at) => ({
    name: id,
    about: title ?? document.metadata.title ?? "",
    document,
    path: ["spec", "requirements", at, "id"],
  }));
}

function policies(documents: readonly AnyDocument[]): readonly PolicyDocument[] {
  return documents.flatMap((document) => (document.kind === "Policy" ? [document] : []));
}

function controlTargets(documents: readonly AnyDocument[]): readonly Target[] {
  return policies(documents).flatMap((document) => {
    const { labels, title } = document.metadata;
    const control = Object.hasOwn(labels, "control") ? labels["control"] : undefined;
    return control === undefined
      ? []
      : [{ name: control, about: title ?? "", document, path: ["metadata", "labels", "control"] }];
  });
}

function policyTargets(documents: readonly AnyDocument[]): readonly Target[] {
  return policies(documents).map((document) => ({
    name: document.metadata.name,
    about: document.metadata.title ?? document.spec.description ?? "",
    document,
    path: NAME,
  }));
}

/** The validations of the policy that a waiver names. */
function validationTargets(documents: readonly AnyDocument[], own: AnyDocument | null): readonly Target[] {
  const named = own?.kind === "Waiver" ? own.spec.policy : null;
  return policies(documents)
    .filter(({ metadata }) => named === null || metadata.name === named)
    .flatMap((document) =>
      document.spec.validations.map(({ id, message }, at) => ({
        name: id,
        about: message ?? "",
        document,
        path: ["spec", "validations", at, "id"],
      })),
    );
}

function environmentTargets(documents: readonly AnyDocument[]): readonly Target[] {
  return documents.flatMap((document) =>
    document.kind === "Settings"
      ? document.spec.environments.map(({ name }, at) => ({
          name,
          about: "An environment",
          document,
          path: ["spec", "environments", at, "name"],
        }))
      : [],
  );
}
