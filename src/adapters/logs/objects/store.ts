import { UnavailableError } from "#core/diagnostics";
import { parseCheckpoint, type LogFile } from "#core/evidence";
import { encodeGroup, groupAt, type Group } from "../groups/group.ts";
import type { GroupPage, LogStore, StoredHead } from "../shared/log-store.ts";
import type { Objects } from "./objects.ts";

const HEAD = "checkpoint";
const GROUPS = "groups/";

/** So many groups are read at once, each of a few megabytes at most. */
const PAGE_GROUPS = 16;

/** How often others may be faster before it is given up. */
const MOST_ATTEMPTS = 50;

/**
 * A log in object storage, which any number of processes share: tiles, bundles and checkpoint under the paths that C2SP tlog-tiles gives them.
 *
 * A group is an object under the index of its first entry, made only where there is none. Whoever makes it has these indexes, and the next group stands behind its last one: so
 * that there is one order, without a lock or a lease that could run out.
 */
export class ObjectLogStore implements LogStore {
  readonly place: string;
  readonly #objects: Objects;
  /** Where the next group stands, as far as it is known. */
  #next: number | null = null;

  constructor(objects: Objects) {
    this.place = objects.place;
    this.#objects = objects;
  }

  async append(entries: readonly Uint8Array[]): Promise<number> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const first = this.#next ?? (await this.#findNext());
      // Until the answer is there, nothing is known of it.
      this.#next = null;
      const tag = await this.#objects.create(groupKey(first), encodeGroup({ first, entries }));
      const end = tag === null ? await this.#endOf(first) : first + entries.length;
      const isReal = await this.#isReal(first);
      if (isReal) this.#next = end;
      if (tag === null) continue;
      if (isReal) return first;
      await this.#objects.remove(groupKey(first));
    }
    throw this.#unavailable("others write to it all the time");
  }

  async groupsFrom(first: number): Promise<GroupPage> {
    const { keys, isLast } = await this.#objects.list(GROUPS, keyBefore(first));
    const page = keys.map(indexOf).filter((index) => index >= first);
    const groups = await Promise.all(page.slice(0, PAGE_GROUPS).map((index) => this.#group(index)));
    return { groups: groups.filter((group) => group !== null), isLast: isLast && page.length <= PAGE_GROUPS };
  }

  async dropGroups(before: number): Promise<void> {
    for (let isLast = false; !isLast;) {
      const page = await this.#objects.list(GROUPS, "");
      const dropped = page.keys.filter((key) => indexOf(key) < before);
      await forEach(dropped, (key) => this.#objects.remove(key));
      isLast = page.isLast || dropped.length < page.keys.length;
    }
  }

  async readFile(path: string): Promise<Uint8Array | null> {
    return (await this.#objects.get(path))?.bytes ?? null;
  }

  async createFiles(files: readonly LogFile[]): Promise<void> {
    await forEach(files, ({ path, bytes }) => this.#objects.create(path, bytes));
  }

  async putFile(path: string, bytes: Uint8Array): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const found = await this.#objects.get(path);
      const tag = await (found === null
        ? this.#objects.create(path, bytes)
        : this.#objects.replace(path, bytes, found.tag));
      if (tag !== null) return;
    }
    throw this.#unavailable(`others write \`${path}\` all the time`);
  }

  async removeFiles(prefix: string): Promise<void> {
    await forEach(await this.listFiles(prefix), (path) => this.#objects.remove(path));
  }

  async listFiles(prefix: string): Promise<readonly string[]> {
    const paths: string[] = [];
    for (let isLast = false; !isLast;) {
      const page = await this.#objects.list(prefix, paths.at(-1) ?? "");
      paths.push(...page.keys);
      isLast = page.isLast || page.keys.length === 0;
    }
    return paths.filter((path) => !path.startsWith(GROUPS));
  }

  async readHead(): Promise<StoredHead | null> {
    const found = await this.#objects.get(HEAD);
    return found === null ? null : { note: found.bytes, version: found.tag };
  }

  async replaceHead(note: Uint8Array, version: string | null): Promise<string | null> {
    return version === null ? await this.#objects.create(HEAD, note) : await this.#objects.replace(HEAD, note, version);
  }

  async close(): Promise<void> {
    // Nothing is held open.
  }

  // INVARIANT (group-is-real): groups are dropped once a checkpoint covers them, so that one could be made a second time at an index that was taken long ago. Such a
  // group stands before the checkpoint that is read after it was made or seen; one that stands behind is the only one that was ever there.
  async #isReal(first: number): Promise<boolean> {
    return (await this.#covered()) <= first;
  }

  async #covered(): Promise<number> {
    const head = await this.readHead();
    if (head === null) return 0;
    const checkpoint = parseCheckpoint(head.note);
    if (checkpoint === null) throw this.#unavailable("its checkpoint cannot be read");
    return checkpoint.size;
  }

  /** The end of the last group, or of what the checkpoint covers. */
  async #findNext(): Promise<number> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      const covered = await this.#covered();
      const last = await this.#lastGroup(covered);
      if (last === null) return covered;
      const end = await this.#endOf(last);
      if (end !== null && (await this.#isReal(last))) return end;
    }
    throw this.#unavailable("others write to it all the time");
  }

  async #lastGroup(from: number): Promise<number | null> {
    let last: string | undefined;
    let found: string | null = null;
    for (let isLast = false; !isLast;) {
      const page = await this.#objects.list(GROUPS, last ?? keyBefore(from));
      last = page.keys.at(-1) ?? last;
      found = page.keys.findLast(isGroup) ?? found;
      isLast = page.isLast || page.keys.length === 0;
    }
    return found === null ? null : indexOf(found);
  }

  /** Null where the group is gone meanwhile. */
  async #endOf(first: number): Promise<number | null> {
    const group = await this.#group(first);
    return group === null ? null : first + group.entries.length;
  }

  async #group(first: number): Promise<Group | null> {
    const found = await this.#objects.get(groupKey(first));
    if (found === null) return null;
    const bytes = Buffer.from(found.bytes);
    const read = groupAt(bytes, 0);
    if (read?.group.first === first && read.length === bytes.length && read.group.entries.length > 0) return read.group;
    throw new UnavailableError(
      "log-damaged",
      `The log in ${this.place} is damaged: \`${groupKey(first)}\` cannot be read`,
    );
  }

  #unavailable(reason: string): UnavailableError {
    return new UnavailableError("log-unavailable", `The log in ${this.place} takes nothing: ${reason}`);
  }
}

/** Names sort as indexes do. */
function groupKey(first: number): string {
  return `${GROUPS}${String(first).padStart(16, "0")}`;
}

function keyBefore(first: number): string {
  return first === 0 ? GROUPS : groupKey(first - 1);
}

/** What somebody else has put among the groups is none. */
function isGroup(key: string): boolean {
  return /^groups\/\d{16}$/.test(key);
}

function indexOf(key: string): number {
  return Number(key.slice(GROUPS.length));
}

/** So many questions are under way at once. */
const AT_ONCE = 16;

async function forEach<Item>(items: readonly Item[], run: (item: Item) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < items.length; at += AT_ONCE) await Promise.all(items.slice(at, at + AT_ONCE).map(run));
}
