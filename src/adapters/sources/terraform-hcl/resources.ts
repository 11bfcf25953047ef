import type { NativeChange, NativeReference, NativeResource } from "#core/model";
import { member, textOf } from "../json/index.ts";
import { objectOfManifest } from "../kubernetes/terraform-manifest.ts";
import { labelsOf } from "../terraform-plan/labels.ts";
import type { GroupNames } from "../terraform-plan/groups.ts";
import { regionOf } from "../terraform-plan/region.ts";
import type { ResourceInstance } from "./modules/resource-instance.ts";
import { nativeOf } from "./native.ts";
import type { ProviderOf } from "./providers.ts";

/** What turns instances into resources. */
export interface ResourceContext {
  readonly file: string;
  readonly providers: ProviderOf;
  readonly groups: GroupNames;
}

/** The resource that an instance is to policies, as a plan of it would show it. */
export function resourceOf(instance: ResourceInstance, context: ResourceContext): NativeResource {
  const { id, declaration, module } = instance;
  const provider = context.providers(instance);
  const { values: native, references } = nativeOf(instance.values(), id);
  const region = provider.region === null ? "" : (textOf(native, "region") ?? provider.region);
  const origins = [...references, ...knownReferences(instance, native)];
  const place = regionOf(native, { provider: provider.name, region: provider.region, references: origins });
  return objectOfManifest({
    id,
    type: declaration.type,
    provider: provider.name,
    providerVersion: provider.version,
    group: context.groups("planned", provider.key, region),
    module: module.path.address,
    name: declaration.name,
    scope: textOf(native, "project") ?? provider.scope,
    ...(place !== undefined && { region: place }),
    // Without its schema nothing tells whether a resource can have labels, so all are taken to have those of their provider.
    labels: labelsOf({ tags: null, ...native }, provider.labels),
    native,
    references: origins,
    source: { file: declaration.file.file, address: id, path: [] },
  });
}

/** Values that are known though they are another resource's. */
function knownReferences(instance: ResourceInstance, native: NativeResource["native"]): readonly NativeReference[] {
  return instance.declaration.block.attributes.flatMap(({ name, value }) => {
    const known = member(native, name);
    const origin = typeof known === "string" || typeof known === "number" ? instance.originOf(value) : null;
    return origin ? [{ path: [name], ...origin, certainty: "proven" as const }] : [];
  });
}

/** What is known of a change beside the resource: that it is adopted, and what it was called before. */
export interface Circumstances {
  readonly isImported: boolean;
  readonly previousId: string | null;
}

/** The change that declares a resource: nothing tells what is there already, so it is created, unless it is imported. */
export function changeOf(
  resource: NativeResource,
  isAny: boolean,
  { isImported, previousId }: Circumstances,
): NativeChange {
  const traits = [
    ...(isImported ? ["import"] : []),
    ...(previousId === null ? [] : ["moved"]),
    ...(isAny ? ["any-number"] : []),
  ];
  return { verb: isImported ? "adopt" : "create", before: null, after: resource, changed: true, traits, previousId };
}
