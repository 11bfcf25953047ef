import type { Value, ValueObject } from "#core/language";
import type { Path } from "#core/model";
import { maskCredentials } from "../bridged/index.ts";
import { put } from "../json/index.ts";

/** Namespaces of resource providers whose names are not just capitalised. */
const NAMESPACES: Readonly<Record<string, string>> = {
  apimanagement: "Microsoft.ApiManagement",
  app: "Microsoft.App",
  authorization: "Microsoft.Authorization",
  cache: "Microsoft.Cache",
  cognitiveservices: "Microsoft.CognitiveServices",
  containerinstance: "Microsoft.ContainerInstance",
  containerregistry: "Microsoft.ContainerRegistry",
  containerservice: "Microsoft.ContainerService",
  cosmosdb: "Microsoft.DocumentDB",
  databricks: "Microsoft.Databricks",
  datafactory: "Microsoft.DataFactory",
  dbformysql: "Microsoft.DBforMySQL",
  dbforpostgresql: "Microsoft.DBforPostgreSQL",
  documentdb: "Microsoft.DocumentDB",
  eventgrid: "Microsoft.EventGrid",
  eventhub: "Microsoft.EventHub",
  insights: "Microsoft.Insights",
  keyvault: "Microsoft.KeyVault",
  machinelearningservices: "Microsoft.MachineLearningServices",
  managedidentity: "Microsoft.ManagedIdentity",
  monitor: "Microsoft.Insights",
  operationalinsights: "Microsoft.OperationalInsights",
  recoveryservices: "Microsoft.RecoveryServices",
  redis: "Microsoft.Cache",
  servicebus: "Microsoft.ServiceBus",
  web: "Microsoft.Web",
};

/** Types that stand below others, or whose names the provider changed, by `module:name`. */
const TYPES: Readonly<Record<string, string>> = {
  "authorization:RoleAssignment": "roleAssignments",
  "cache:Redis": "redis",
  "containerregistry:Registry": "registries",
  "containerservice:AgentPool": "managedClusters/agentPools",
  "cosmosdb:DatabaseAccount": "databaseAccounts",
  "dbformysql:Configuration": "flexibleServers/configurations",
  "dbformysql:FirewallRule": "flexibleServers/firewallRules",
  "dbformysql:Server": "flexibleServers",
  "dbforpostgresql:Configuration": "flexibleServers/configurations",
  "dbforpostgresql:FirewallRule": "flexibleServers/firewallRules",
  "dbforpostgresql:Server": "flexibleServers",
  "documentdb:DatabaseAccount": "databaseAccounts",
  "keyvault:Key": "vaults/keys",
  "keyvault:Secret": "vaults/secrets",
  "network:SecurityRule": "networkSecurityGroups/securityRules",
  "network:Subnet": "virtualNetworks/subnets",
  "redis:Redis": "redis",
  "sql:Database": "servers/databases",
  "sql:FirewallRule": "servers/firewallRules",
  "sql:TransparentDataEncryption": "servers/databases/transparentDataEncryption",
  "storage:BlobContainer": "storageAccounts/blobServices/containers",
  "storage:BlobServiceProperties": "storageAccounts/blobServices",
  "storage:FileShare": "storageAccounts/fileServices/shares",
  "storage:ManagementPolicy": "storageAccounts/managementPolicies",
  "web:WebApp": "sites",
  "web:AppServicePlan": "serverfarms",
};

/** Properties that stand beside `properties` in a resource of Azure; all others are inside it. */
const OUTSIDE: ReadonlySet<string> = new Set([
  "extendedLocation",
  "id",
  "identity",
  "kind",
  "location",
  "managedBy",
  "name",
  "plan",
  "scope",
  "sku",
  "tags",
  "type",
  "zones",
]);

/** The type of an `azure-native` token, such as `Microsoft.Storage/storageAccounts` for `azure-native:storage:StorageAccount`; null for another. */
export function armType(token: string): string | null {
  const [provider, versioned = "", name = ""] = token.split(":");
  if (provider !== "azure-native" || name === "") return null;
  const module = versioned.split("/")[0] ?? "";
  const namespace = Object.hasOwn(NAMESPACES, module) ? NAMESPACES[module] : `Microsoft.${capitalise(module)}`;
  const key = `${module}:${name}`;
  return `${namespace}/${Object.hasOwn(TYPES, key) ? TYPES[key] : plural(name)}`;
}

function capitalise(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}

function plural(name: string): string {
  const first = name.slice(0, 1).toLowerCase() + name.slice(1);
  if (first.endsWith("s")) return first;
  return /[^aeiou]y$/.test(first) ? `${first.slice(0, -1)}ies` : `${first}s`;
}

/** A resource as Azure has it: what the provider lifted out of `properties` is put back into it. */
export function azureNative(properties: ValueObject, where: string): ValueObject {
  const outside: Record<string, Value> = {};
  const inside: Record<string, Value> = {};
  for (const [name, value] of Object.entries(maskCredentials(properties, where))) {
    put(OUTSIDE.has(name) ? outside : inside, name, value);
  }
  return { ...outside, properties: inside };
}

/** The path in the text for a path in what `azureNative` answered. */
export function azureNativePath(path: Path): Path {
  return path[0] === "properties" ? path.slice(1) : path;
}
