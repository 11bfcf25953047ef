import { idIn, type World } from "./draft.ts";

/** The name of the resources of one provider configuration and region in one world. */
export type GroupNames = (world: World, providerKey: string, region: string) => string;

/** Creates the groups of one plan. Each name is made once, because every resource has one, and few differ. */
export function createGroupNames(file: string): GroupNames {
  const known: Readonly<Record<World, Map<string, Map<string, string>>>> = { planned: new Map(), live: new Map() };
  return (world, providerKey, region) => {
    const byRegion = known[world].get(providerKey) ?? new Map<string, string>();
    known[world].set(providerKey, byRegion);
    const name = byRegion.get(region) ?? idIn(world, `${file} ${providerKey}${region === "" ? "" : ` ${region}`}`);
    byRegion.set(region, name);
    return name;
  };
}
