import type { Group, Template } from "./templates.ts";

/** Where one inventory stands in the shared bytes. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly resources: number;
}

export interface Inventories {
  readonly bytes: SharedArrayBuffer;
  readonly stretches: readonly Stretch[];
}

/** An observer tells of so many resources at a time. */
const RESOURCES_OF_ONE = 10_000;

/** At least `count` resources of all groups in turn, as inventories in memory that threads can share. Copies of a case share no group. */
export function inventories(groups: readonly Group[], count: number): Inventories {
  const texts: { readonly text: Uint8Array; readonly resources: number }[] = [];
  let entries: string[] = [];
  let made = 0;
  for (let copy = 0; made < count; copy++) {
    for (const template of groups[copy % groups.length] ?? []) entries.push(entryOf(template, copy));
    if (entries.length < RESOURCES_OF_ONE && made + entries.length < count) continue;
    texts.push({ text: inventoryOf(entries), resources: entries.length });
    made += entries.length;
    entries = [];
  }
  return share(texts);
}

function entryOf({ type, provider, id, native }: Template, copy: number): string {
  return JSON.stringify({ type, provider, id: `${id}-${copy}`, name: id, group: `group-${copy}`, native });
}

function inventoryOf(entries: readonly string[]): Uint8Array {
  const text = `{"writInventory":"1","observedAt":"2026-01-01T00:00:00Z","resources":[${entries.join(",")}]}`;
  return new TextEncoder().encode(text);
}

function share(texts: readonly { readonly text: Uint8Array; readonly resources: number }[]): Inventories {
  const bytes = new SharedArrayBuffer(texts.reduce((sum, { text }) => sum + text.length, 0));
  const whole = new Uint8Array(bytes);
  let start = 0;
  const stretches = texts.map(({ text, resources }) => {
    whole.set(text, start);
    start += text.length;
    return { start: start - text.length, end: start, resources };
  });
  return { bytes, stretches };
}
