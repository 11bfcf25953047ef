import { Unknown, type Value, type ValueObject } from "#core/language";
import type { NativeReference } from "#core/model";
import { member } from "../json/index.ts";

/** Where each provider says where a resource lies. */
const ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ["aws", ["region"]],
  ["google", ["location", "region", "zone"]],
  ["azurerm", ["location"]],
]);

/** What is known of a resource beside its attributes. */
export interface Whereabouts {
  readonly provider: string;
  /** The region of its provider's configuration, null when that is not known. */
  readonly region: string | null;
  readonly references: readonly NativeReference[];
}

/**
 * The region of a resource, with zones taken for their regions and Azure's names written as its API writes them. What Google Cloud and Azure keep
 * nowhere in particular has none; AWS puts everything into the region of the provider unless the resource names another.
 */
export function regionOf(
  native: ValueObject,
  { provider, region, references }: Whereabouts,
): string | Unknown | undefined {
  const attributes = ATTRIBUTES.get(provider);
  if (attributes === undefined) return undefined;
  const attribute = attributes.find((name) => isSaid(member(native, name)));
  const said = attribute === undefined ? undefined : member(native, attribute);
  if (typeof said === "string" && attribute !== undefined) return normalised(said, attribute, provider);
  const hasPlace = provider === "aws" || attributes.some((name) => Object.hasOwn(native, name));
  const isOpen = said instanceof Unknown && (region === null || references.some(({ path }) => path[0] === attribute));
  if (isOpen) return said;
  return hasPlace && region !== null ? region : undefined;
}

function isSaid(value: Value | undefined): boolean {
  return value instanceof Unknown || (typeof value === "string" && value !== "");
}

function normalised(place: string, attribute: string, provider: string): string {
  if (provider === "azurerm") return place.toLowerCase().replaceAll(" ", "");
  return attribute === "zone" ? place.replace(/-[a-z]$/, "") : place;
}
