import type { NativeReference, NativeResource, Path } from "#core/model";
import { textOf } from "../json/index.ts";
import { objectOfManifest } from "../kubernetes/terraform-manifest.ts";
import type { Blocks, ResourceBlock } from "./configuration/blocks.ts";
import type { Follower } from "./configuration/follow.ts";
import type { Instances } from "./configuration/instances.ts";
import { moduleOf, type Modules } from "./configuration/modules.ts";
import { draftId, idIn, type Draft } from "./draft.ts";
import type { GroupNames } from "./groups.ts";
import type { Configuration } from "./hcl/configuration.ts";
import { labelsOf } from "./labels.ts";
import { markedMembers } from "./mask.ts";
import type { ProviderLookup } from "./provider.ts";
import { referencesOf } from "./references.ts";
import { regionOf } from "./region.ts";

/** What turns drafts into resources. `natives` holds the drafts that references may end in, by id. */
export interface LinkContext {
  readonly file: string;
  readonly modules: Modules;
  readonly blocks: Blocks;
  readonly providers: ProviderLookup;
  readonly instances: Instances;
  readonly follower: Follower;
  readonly natives: ReadonlyMap<string, Draft>;
  readonly configuration: Configuration;
  readonly groups: GroupNames;
}

/** The resource of a draft that is the state before a change: its values are known, so nothing is said of where they come from. */
export function formerResource(draft: Draft, context: LinkContext): NativeResource {
  return resourceOf(draft, { block: context.blocks(draft.identity), references: NO_REFERENCES }, context);
}

/** The resource of a draft with its references. */
export function linkedResource(draft: Draft, context: LinkContext): NativeResource {
  const block = context.blocks(draft.identity);
  return resourceOf(
    draft,
    { block, references: block ? referencesFor(draft, block, context) : NO_REFERENCES },
    context,
  );
}

const NO_REFERENCES: readonly NativeReference[] = [];
const WHOLE: Path = [];

interface Linked {
  readonly block: ResourceBlock | undefined;
  readonly references: readonly NativeReference[];
}

function resourceOf(draft: Draft, { block, references }: Linked, context: LinkContext): NativeResource {
  const { identity, native, world } = draft;
  const provider = context.providers(block?.providerKey ?? null, identity.providerName);
  const id = draftId(draft);
  // A region of its own counts where that of the provider is known to differ.
  const region = provider.region === null ? "" : (textOf(native, "region") ?? provider.region);
  const place = regionOf(native, { provider: provider.name, region: provider.region, references });
  return objectOfManifest({
    id,
    type: identity.type,
    provider: provider.name,
    providerVersion: provider.version,
    group: context.groups(world, provider.key, region),
    module: identity.module,
    name: identity.name,
    scope: textOf(native, "project") ?? provider.scope,
    ...(place !== undefined && { region: place }),
    labels: labelsOf(native, provider.labels),
    native,
    references,
    source: { file: context.file, address: id, path: WHOLE },
  });
}

function referencesFor(draft: Draft, block: ResourceBlock, context: LinkContext): readonly NativeReference[] {
  const { identity, world, native, masks } = draft;
  const module = moduleOf(context.modules, identity.modules);
  if (!module || identity.deposed !== null) return NO_REFERENCES;
  const references = referencesOf({
    follower: context.follower,
    block,
    from: { modules: identity.modules, module, key: identity.key, forEach: block.forEach, block: identity.block },
    native,
    marked: markedMembers(native, masks),
    nativeOf: (id) => context.natives.get(idIn(world, id))?.native ?? context.natives.get(id)?.native,
    expressionForm: (path) => context.configuration.expressionForm(module, block.address, path),
  });
  return world === "planned" ? references : references.map((reference) => inWorld(reference, draft, context));
}

/** References of a live resource end in live ones; data sources, which are read only once, are the same in both worlds. */
function inWorld(reference: NativeReference, { world }: Draft, { natives }: LinkContext): NativeReference {
  if (reference.target === null) return reference;
  const id = idIn(world, reference.target);
  if (natives.has(id)) return { ...reference, target: id };
  return natives.get(reference.target)?.identity.isData
    ? reference
    : { ...reference, target: null, certainty: "possible" };
}
