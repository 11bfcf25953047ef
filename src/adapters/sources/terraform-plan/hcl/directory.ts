import { parseHcl, type HclAttribute, type HclBlock } from "../../hcl/index.ts";

/** A configuration file beside the plan. */
export interface HclFile {
  readonly file: string;
  readonly text: string;
}

/** Something in one of the files. */
interface Located<T> {
  readonly file: HclFile;
  readonly item: T;
}

/** What the files of one directory declare: resource and data blocks by their address in the module, locals, and versions that are locked. */
export interface HclDirectory {
  readonly resources: ReadonlyMap<string, Located<HclBlock>>;
  readonly locals: ReadonlyMap<string, Located<HclAttribute>>;
  readonly locked: ReadonlyMap<string, string>;
}

/** Indexes the files of one directory. Of two blocks with one address the first counts, as overriding files only change parts of it. */
export function readDirectory(files: readonly HclFile[]): HclDirectory {
  const resources = new Map<string, Located<HclBlock>>();
  const locals = new Map<string, Located<HclAttribute>>();
  const locked = new Map<string, string>();
  for (const file of files) {
    for (const block of parseHcl(file.text).body.blocks) {
      const address = addressOf(block);
      if (address !== null && !resources.has(address)) resources.set(address, { file, item: block });
      if (block.type === "locals") addLocals(block, file, locals);
      if (block.type === "provider") addLocked(block, file, locked);
    }
  }
  return { resources, locals, locked };
}

function addLocals({ attributes }: HclBlock, file: HclFile, locals: Map<string, Located<HclAttribute>>): void {
  for (const item of attributes) locals.set(item.name, { file, item });
}

function addressOf({ type, labels }: HclBlock): string | null {
  if (labels.length !== 2) return null;
  if (type === "resource") return labels.join(".");
  return type === "data" || type === "action" ? [type, ...labels].join(".") : null;
}

/** In a lock file a provider block has the whole source address as its label; in a configuration it has the local name. */
function addLocked({ labels, attributes }: HclBlock, { text }: HclFile, locked: Map<string, string>): void {
  const [source] = labels;
  const version = attributes.find(({ name }) => name === "version");
  if (!source?.includes("/") || !version) return;
  const exact = /^"([\w.+-]+)"/.exec(text.slice(version.valueStart, version.end));
  if (exact?.[1] !== undefined) locked.set(source, exact[1]);
}
