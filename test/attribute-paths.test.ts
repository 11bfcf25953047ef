import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { nativePlaces, type NativePlace } from "#core/analysis";
import { shippedKindDocuments } from "./shipped-kinds.ts";

const INDEX = join(
  process.env["WRIT_ORACLES"] ?? resolve(import.meta.dirname, "../../shared/oracles"),
  "schemas/terraform/terraform-attribute-paths.json",
);
const isPresent = existsSync(INDEX);
if (!isPresent) console.log(`skipped: the schemas of the Terraform providers are not at ${INDEX}`); // oxlint-disable-line no-console -- a skip says why

interface TypeSchema {
  /** Dotted paths of what can be written, `id` among them. */
  readonly paths: readonly string[];
  /** Last segments of the paths that only the provider can fill. */
  readonly computed: readonly string[];
}

/** What earlier versions of a provider had, which plans made with them still hold. */
const EARLIER: ReadonlySet<string> = new Set([
  "azurerm_kubernetes_cluster.automatic_channel_upgrade",
  "azurerm_kubernetes_cluster.default_node_pool.enable_host_encryption",
  "azurerm_kubernetes_cluster.default_node_pool.enable_node_public_ip",
  "azurerm_kubernetes_cluster.node_os_channel_upgrade",
  "azurerm_kubernetes_cluster_node_pool.enable_host_encryption",
  "azurerm_kubernetes_cluster_node_pool.enable_node_public_ip",
  "azurerm_network_interface.enable_ip_forwarding",
  "azurerm_redis_cache.enable_non_ssl_port",
  "azurerm_storage_account.enable_https_traffic_only",
  "google_sql_database_instance.settings.ip_configuration.require_ssl",
]);

/** Types that are read only, of which the schemas tell nothing. */
const DATA_SOURCES: ReadonlySet<string> = new Set(["aws_caller_identity", "aws_iam_policy_document"]);

/** Attributes whose keys are the author's own. */
const MAPS: ReadonlySet<string> = new Set([
  "tags",
  "labels",
  "metadata",
  "parameters",
  "limits",
  "default",
  "max",
  "node_selector",
  "custom_config",
  "custom_tags",
  "properties",
]);

const schemas = loadSchemas();

describe.skipIf(!isPresent)("the mappings of Terraform types (skipped without the schemas of the providers)", () => {
  const places = terraformPlaces();

  it("are followed at all, so that the other test cannot pass on nothing", () => {
    expect(places.length).toBeGreaterThan(500);
    expect(places.some(({ path }) => path.split(".").length > 2)).toBe(true);
  });

  it("name attributes that exist", () => {
    const missing = places.filter((place) => !place.types.some((type) => exists(type, place.path)));
    expect([...new Set(missing.map(({ types, path }) => `${types.join(" or ")}: ${path}`))].toSorted()).toEqual([]);
  });
});

/** Attributes of data platforms as their providers have them, by type and by where they were seen; no schema of these providers is at hand. */
interface SeenAttributes {
  readonly seen: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

describe("the mappings of data platforms", () => {
  const attributes: SeenAttributes = JSON.parse(
    readFileSync(join(import.meta.dirname, "data-platform-attributes.json"), "utf8"),
  );
  const places = placesOf(new Set(["snowflake", "databricks"]));
  const isSeen = (type: string, path: string): boolean =>
    Object.values(attributes.types[type] ?? {}).some((paths) => paths.includes(withoutKeys(path)));

  it("name attributes that were seen; add those that you have seen to `data-platform-attributes.json`", () => {
    const missing = places.filter((place) => !place.types.some((type) => isSeen(type, place.path)));
    expect([...new Set(missing.map(({ types, path }) => `${types.join(" or ")}: ${path}`))].toSorted()).toEqual([]);
  });

  it("read every attribute of the list, and the list says where each was seen", () => {
    const read = new Set(places.flatMap(({ types, path }) => types.map((type) => `${type}.${withoutKeys(path)}`)));
    const listed = Object.entries(attributes.types).flatMap(([type, bySource]) =>
      Object.entries(bySource).flatMap(([source, paths]) =>
        paths.map((path) => ({ source, place: `${type}.${path}` })),
      ),
    );
    expect(listed.filter(({ place }) => !read.has(place))).toEqual([]);
    expect(listed.filter(({ source }) => !Object.hasOwn(attributes.seen, source))).toEqual([]);
  });
});

/** A path up to the first attribute whose keys are the author's own. */
function withoutKeys(path: string): string {
  const segments = path.split(".");
  const map = segments.findIndex((segment) => MAPS.has(segment));
  return (map < 0 ? segments : segments.slice(0, map + 1)).join(".");
}

function loadSchemas(): ReadonlyMap<string, TypeSchema> {
  const index: Readonly<Record<string, TypeSchema>> = isPresent ? JSON.parse(readFileSync(INDEX, "utf8")) : {};
  return new Map(Object.entries(index));
}

/** The places in types of the providers whose schemas are there. */
function terraformPlaces(): readonly NativePlace[] {
  return placesOf(new Set([...schemas.keys()].map(providerOf)));
}

function placesOf(providers: ReadonlySet<string>): readonly NativePlace[] {
  const mappings = shippedKindDocuments().flatMap((document) => document.spec.mappings);
  return mappings
    .flatMap(nativePlaces)
    .filter(({ types }) => types.some((type) => providers.has(providerOf(type)) && !DATA_SOURCES.has(type)));
}

function providerOf(type: string): string {
  return /^[a-z]+(?=_)/.exec(type)?.[0] ?? type;
}

function exists(type: string, path: string): boolean {
  if (EARLIER.has(`${type}.${path}`)) return true;
  const schema = schemas.get(type);
  if (schema === undefined) return false;
  const known = withoutKeys(path).split(".");
  const parent = known.slice(0, -1).join(".");
  const isWithin = parent === "" || schema.paths.includes(parent) || !schema.paths.includes(known[0] ?? "");
  const isComputed = schema.computed.includes(known.at(-1) ?? "") && isWithin;
  return schema.paths.includes(known.join(".")) || isComputed;
}
