import { namesAt, textStart } from "../json/index.ts";
import type { SourceFormat, SourceSample } from "../source-format.ts";
import { INVENTORY_FORMAT, readInventory } from "./read.ts";

/** Resources as they exist, handed over by an observer. */
export const inventory: SourceFormat = {
  format: INVENTORY_FORMAT,
  recognises: looksLikeInventory,
  read: readInventory,
};

/** A JSON object that calls itself one; a broken one still does, as long as it gets that far. */
function looksLikeInventory({ bytes }: SourceSample): boolean {
  for (const name of namesAt(bytes, textStart(bytes))) if (name === "writInventory") return true;
  return false;
}
