import type { HclAttribute, HclBlock, HclBody } from "../../hcl/index.ts";
import type { Companion } from "../../source-format.ts";
import type { HclPlace } from "../issues.ts";
import { parseFile } from "./parse-file.ts";

/** A block with the file that it is in. */
export interface Declared {
  readonly file: Companion;
  readonly block: HclBlock;
}

/** One `resource` or `data` block. */
export interface ResourceDeclaration extends Declared {
  readonly address: string;
  readonly isData: boolean;
  readonly type: string;
  readonly name: string;
}

/** What the files of one directory declare. Of two declarations of one name the first counts; `repeated` has the others. */
export interface ModuleDefinition {
  readonly directory: string;
  readonly files: readonly Companion[];
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly repeated: readonly ResourceDeclaration[];
  readonly variables: ReadonlyMap<string, Declared>;
  readonly outputs: ReadonlyMap<string, Declared>;
  readonly calls: ReadonlyMap<string, Declared>;
  readonly locals: ReadonlyMap<string, { readonly file: Companion; readonly attribute: HclAttribute }>;
  readonly others: ReadonlyMap<string, readonly Declared[]>;
}

/** Indexes the files of a directory. What overriding files say replaces what the others say, attribute by attribute. */
export function defineModule(directory: string, files: readonly Companion[]): ModuleDefinition {
  const index = new DefinitionIndex();
  for (const file of files.filter((one) => !isOverride(one.file))) index.add(file);
  for (const file of files.filter((one) => isOverride(one.file))) index.override(file);
  const { resources, repeated, variables, outputs, calls, locals, others } = index;
  return { directory, files, resources, repeated, variables, outputs, calls, locals, others };
}

function isOverride(file: string): boolean {
  return /(?:^|[/\\_])override\.(?:tf|tofu)(?:\.json)?$/i.test(file);
}

type Named = "variables" | "outputs" | "calls";

const NAMED: Readonly<Record<string, Named>> = { variable: "variables", output: "outputs", module: "calls" };

class DefinitionIndex {
  readonly resources = new Map<string, ResourceDeclaration>();
  readonly repeated: ResourceDeclaration[] = [];
  readonly variables = new Map<string, Declared>();
  readonly outputs = new Map<string, Declared>();
  readonly calls = new Map<string, Declared>();
  readonly locals = new Map<string, { readonly file: Companion; readonly attribute: HclAttribute }>();
  readonly others = new Map<string, Declared[]>();

  add(file: Companion): void {
    for (const block of parseFile(file).body.blocks) this.#addBlock({ file, block });
  }

  override(file: Companion): void {
    for (const block of parseFile(file).body.blocks) this.#overrideBlock({ file, block });
  }

  #addBlock(declared: Declared): void {
    const { block, file } = declared;
    const resource = resourceOf(declared);
    const named = namedOf(block);
    if (resource && this.resources.has(resource.address)) this.repeated.push(resource);
    else if (resource) this.resources.set(resource.address, resource);
    else if (named) this.#addNamed(named.kind, named.name, declared);
    else if (block.type === "locals")
      for (const attribute of block.attributes) this.locals.set(attribute.name, { file, attribute });
    else this.others.set(block.type, [...(this.others.get(block.type) ?? []), declared]);
  }

  #addNamed(kind: Named, name: string, declared: Declared): void {
    if (!this[kind].has(name)) this[kind].set(name, declared);
  }

  #overrideBlock(declared: Declared): void {
    const { block } = declared;
    const resource = resourceOf(declared);
    const named = namedOf(block);
    const known = resource ? this.resources.get(resource.address) : named && this[named.kind].get(named.name);
    if (!known) this.#addBlock(declared);
    else if (resource) this.resources.set(resource.address, { ...resource, ...mergeBlocks(known, declared) });
    else if (named) this[named.kind].set(named.name, mergeBlocks(known, declared));
  }
}

function resourceOf({ file, block }: Declared): ResourceDeclaration | null {
  const [type, name] = block.labels;
  const isData = block.type === "data";
  if ((block.type !== "resource" && !isData) || type === undefined || name === undefined) return null;
  return { file, block, isData, type, name, address: isData ? `data.${type}.${name}` : `${type}.${name}` };
}

function namedOf({ type, labels }: HclBlock): { readonly kind: Named; readonly name: string } | null {
  const kind = Object.hasOwn(NAMED, type) ? NAMED[type] : undefined;
  const [name] = labels;
  return kind === undefined || name === undefined ? null : { kind, name };
}

/** The place of what was overridden is that of the block which it completes. */
function mergeBlocks({ file, block }: Declared, { block: by }: Declared): Declared {
  return { file, block: { ...block, ...mergeBodies(block, by) } };
}

function mergeBodies(body: HclBody, by: HclBody): HclBody {
  const names = new Set(by.attributes.map(({ name }) => name));
  const types = new Set(by.blocks.map(({ type }) => type));
  return {
    attributes: [...body.attributes.filter(({ name }) => !names.has(name)), ...by.attributes],
    blocks: [...body.blocks.filter(({ type }) => !types.has(type)), ...by.blocks],
  };
}

/** An attribute of a body by its name. */
export function attributeIn(body: HclBody, name: string): HclAttribute | undefined {
  return body.attributes.find((attribute) => attribute.name === name);
}

/** The text of an attribute that is a literal one. */
export function literalText(body: HclBody, name: string): string | null {
  const value = attributeIn(body, name)?.value;
  return value?.kind === "literal" && typeof value.value === "string" ? value.value : null;
}

/** The place of a declaration. */
export function placeOf({ file, block }: Declared): HclPlace {
  return { file, extent: block };
}
