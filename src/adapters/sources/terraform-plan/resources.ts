import type { NativeReference, NativeResource } from "#core/model";
import { textOf } from "./json.ts";
import type { Follower, Standpoint } from "./configuration/follow.ts";
import type { Instances } from "./configuration/instances.ts";
import { moduleOf, type ModuleBlock, type Modules, type ResourceBlock } from "./configuration/modules.ts";
import { draftId, idIn, type Draft } from "./draft.ts";
import type { Configuration } from "./hcl/configuration.ts";
import type { Identity } from "./identity.ts";
import { labelsOf } from "./labels.ts";
import { providerShortName, type ProviderConfiguration, type ProviderLookup } from "./provider.ts";
import { referencesOf } from "./references.ts";

/** What turns drafts into resources. `natives` holds the drafts that references may end in, by id. */
export interface LinkContext {
  readonly file: string;
  readonly modules: Modules;
  readonly providers: ProviderLookup;
  readonly instances: Instances;
  readonly follower: Follower;
  readonly natives: ReadonlyMap<string, Draft>;
  readonly configuration: Configuration;
}

/** The resource of a draft that is the state before a change: its values are known, so nothing is said of where they come from. */
export function formerResource(draft: Draft, context: LinkContext): NativeResource {
  return resourceOf(draft, [], context);
}

/** The resource of a draft with its references. */
export function linkedResource(draft: Draft, context: LinkContext): NativeResource {
  return resourceOf(draft, referencesFor(draft, context), context);
}

/** The block of the configuration that an instance comes from. */
export function blockOf(modules: Modules, { modules: path, block }: Identity): ResourceBlock | undefined {
  return moduleOf(modules, path)?.resources.get(block);
}

function resourceOf(draft: Draft, references: readonly NativeReference[], context: LinkContext): NativeResource {
  const { identity, native } = draft;
  const provider = context.providers(blockOf(context.modules, identity)?.providerKey ?? null, identity.providerName);
  return {
    id: draftId(draft),
    type: identity.type,
    provider: providerShortName(identity.providerName),
    providerVersion: provider.version,
    group: groupOf(draft, provider, context.file),
    module: identity.module,
    name: identity.name,
    scope: textOf(native, "project") ?? provider.scope,
    labels: labelsOf(native, provider.labels),
    native,
    references,
    source: { file: context.file, address: draftId(draft), path: [] },
  };
}

/** Resources of one provider configuration and region. A region of their own counts where that of the provider is known to differ. */
function groupOf({ native, world }: Draft, provider: ProviderConfiguration, file: string): string {
  const own = provider.region === null ? undefined : textOf(native, "region");
  const region = own ?? provider.region ?? "";
  return idIn(world, `${file} ${provider.key}${region === "" ? "" : ` ${region}`}`);
}

function referencesFor(draft: Draft, context: LinkContext): readonly NativeReference[] {
  const { identity, world, native } = draft;
  const module = moduleOf(context.modules, identity.modules);
  const block = module?.resources.get(identity.block);
  if (!module || !block || identity.deposed !== null) return [];
  const references = referencesOf({
    follower: context.follower,
    block,
    from: standpointOf(identity, { module, block }, context.instances),
    native,
    nativeOf: (id) => context.natives.get(idIn(world, id))?.native ?? context.natives.get(id)?.native,
    expressionForm: (path) => context.configuration.expressionForm(module, block.address, path),
  });
  return world === "planned" ? references : references.map((reference) => inWorld(reference, draft, context));
}

interface Blocks {
  readonly module: ModuleBlock;
  readonly block: ResourceBlock;
}

function standpointOf(identity: Identity, { module, block }: Blocks, instances: Instances): Standpoint {
  const siblings = instances.of(identity.modules, identity.block).size;
  return { modules: identity.modules, module, key: identity.key, forEach: block.forEach, siblings };
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
