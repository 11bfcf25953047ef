import type { Attribute } from "../conditions/attribute.ts";

/** What Azure Policy calls an attribute, and what stands there. */
export interface Alias {
  readonly field: string;
  readonly shape: Shape;
}

export type Shape = "bool" | "int" | "list" | "object" | "text";

/** The name of an attribute of a resource type in policy rules; undefined for one that they do not see. */
export function aliasOf(type: string, { root, path }: Attribute): Alias | undefined {
  const name = path.join(".");
  if (root === "label") return { field: `tags['${name.replaceAll("'", "''")}']`, shape: "text" };
  if (root === "resource") return Object.hasOwn(OF_RESOURCE, name) ? OF_RESOURCE[name] : undefined;
  if (root !== "native") return undefined;
  if (Object.hasOwn(OF_EVERY_TYPE, name)) return OF_EVERY_TYPE[name];
  const shape = shapesOf(type).get(name);
  return shape === undefined ? undefined : { field: `${type}/${withoutProperties(path)}`, shape };
}

/** Whether policy rules are about resources of the type, as far as is known here. */
export function isKnownType(type: string): boolean {
  return Object.hasOwn(ATTRIBUTES, type);
}

/** Aliases leave the word `properties` out of the path that the resource provider writes. */
function withoutProperties(path: readonly string[]): string {
  return path.filter((step) => step !== "properties").join(".");
}

const text = (field: string): Alias => ({ field, shape: "text" });

const OF_RESOURCE: Readonly<Record<string, Alias>> = { name: text("name"), region: text("location") };
const OF_EVERY_TYPE: Readonly<Record<string, Alias>> = {
  name: text("name"),
  kind: text("kind"),
  location: text("location"),
  "identity.type": text("identity.type"),
};

type Attributes = Partial<Readonly<Record<Shape, readonly string[]>>>;

const shapes = new Map<string, ReadonlyMap<string, Shape>>();

function shapesOf(type: string): ReadonlyMap<string, Shape> {
  const before = shapes.get(type);
  if (before !== undefined) return before;
  const made = new Map<string, Shape>();
  const attributes = Object.hasOwn(ATTRIBUTES, type) ? ATTRIBUTES[type] : undefined;
  for (const shape of SHAPES) for (const path of attributes?.[shape] ?? []) made.set(path, shape);
  shapes.set(type, made);
  return made;
}

const SHAPES = ["bool", "int", "list", "object", "text"] as const;

/** Servers of PostgreSQL and of MySQL have the same attributes here. */
const FLEXIBLE_SERVER: Attributes = {
  int: ["properties.backup.backupRetentionDays"],
  object: ["properties.maintenanceWindow"],
  text: [
    "properties.authConfig.passwordAuth",
    "properties.authConfig.activeDirectoryAuth",
    "properties.createMode",
    "properties.dataEncryption.primaryKeyURI",
    "properties.highAvailability.mode",
    "properties.network.delegatedSubnetResourceId",
    "properties.network.publicNetworkAccess",
  ],
};

const DISK: Attributes = {
  text: [
    "properties.encryption.diskEncryptionSetId",
    "properties.networkAccessPolicy",
    "properties.publicNetworkAccess",
  ],
};

const LOCAL_AUTH: Attributes = { bool: ["properties.disableLocalAuth"], text: ["properties.publicNetworkAccess"] };
const NETWORK_ACCESS: Attributes = { text: ["properties.publicNetworkAccess"] };

/**
 * Attributes that have an alias, by the type of resource and by what stands there.
 *
 * Resource providers publish an alias for each property of their schema: the type, and the path without `properties`. After the lists of aliases
 * that the providers answer (`Get-AzPolicyAlias`, as kept in PSRule.Rules.Azure, `data/providers`) and Azure's built-in definitions, as of 2025. A
 * definition that names an alias that does not exist is refused when it is created.
 */
const ATTRIBUTES: Readonly<Record<string, Attributes>> = {
  "Microsoft.Storage/storageAccounts": {
    bool: [
      "properties.allowBlobPublicAccess",
      "properties.allowSharedKeyAccess",
      "properties.defaultToOAuthAuthentication",
      "properties.encryption.requireInfrastructureEncryption",
      "properties.isHnsEnabled",
      "properties.isLocalUserEnabled",
      "properties.isSftpEnabled",
      "properties.supportsHttpsTrafficOnly",
    ],
    int: ["properties.immutableStorageWithVersioning.immutabilityPolicy.immutabilityPeriodSinceCreationInDays"],
    text: [
      "properties.encryption.keySource",
      "properties.encryption.keyvaultproperties.keyname",
      "properties.immutableStorageWithVersioning.immutabilityPolicy.state",
      "properties.minimumTlsVersion",
      "properties.networkAcls.defaultAction",
      "properties.publicNetworkAccess",
    ],
  },
  "Microsoft.Storage/storageAccounts/blobServices/containers": { text: ["properties.publicAccess"] },
  "Microsoft.Sql/servers": {
    bool: ["properties.administrators.azureADOnlyAuthentication"],
    text: ["properties.keyId", "properties.minimalTlsVersion", "properties.publicNetworkAccess"],
  },
  "Microsoft.Sql/servers/databases": { bool: ["properties.zoneRedundant"] },
  "Microsoft.Sql/servers/firewallRules": { text: ["properties.startIpAddress", "properties.endIpAddress"] },
  "Microsoft.Sql/managedInstances": {
    bool: [
      "properties.administrators.azureADOnlyAuthentication",
      "properties.publicDataEndpointEnabled",
      "properties.zoneRedundant",
    ],
    text: ["properties.keyId", "properties.minimalTlsVersion"],
  },
  "Microsoft.DBforPostgreSQL/flexibleServers": FLEXIBLE_SERVER,
  "Microsoft.DBforMySQL/flexibleServers": FLEXIBLE_SERVER,
  "Microsoft.DocumentDB/databaseAccounts": {
    bool: ["properties.disableLocalAuth"],
    list: ["properties.ipRules"],
    text: ["properties.backupPolicy.type", "properties.keyVaultKeyUri", "properties.publicNetworkAccess"],
  },
  "Microsoft.Cache/redis": {
    bool: ["properties.enableNonSslPort"],
    text: ["properties.minimumTlsVersion", "properties.publicNetworkAccess", "properties.subnetId"],
  },
  "Microsoft.KeyVault/vaults": {
    bool: ["properties.enablePurgeProtection", "properties.enableRbacAuthorization", "properties.enableSoftDelete"],
    int: ["properties.softDeleteRetentionInDays"],
    text: ["properties.networkAcls.defaultAction", "properties.publicNetworkAccess"],
  },
  "Microsoft.KeyVault/managedHSMs": {
    bool: ["properties.enablePurgeProtection"],
    int: ["properties.softDeleteRetentionInDays"],
    text: ["properties.networkAcls.defaultAction", "properties.publicNetworkAccess"],
  },
  "Microsoft.ContainerService/managedClusters": {
    bool: [
      "properties.aadProfile.enableAzureRBAC",
      "properties.addonProfiles.azurePolicy.enabled",
      "properties.addonProfiles.azurepolicy.enabled",
      "properties.apiServerAccessProfile.enablePrivateCluster",
      "properties.disableLocalAccounts",
      "properties.enableRBAC",
      "properties.oidcIssuerProfile.enabled",
      "properties.securityProfile.azureKeyVaultKms.enabled",
      "properties.securityProfile.defender.securityMonitoring.enabled",
      "properties.securityProfile.workloadIdentity.enabled",
    ],
    list: ["properties.apiServerAccessProfile.authorizedIPRanges"],
    object: ["properties.aadProfile"],
    text: [
      "properties.autoUpgradeProfile.nodeOSUpgradeChannel",
      "properties.autoUpgradeProfile.upgradeChannel",
      "properties.kubernetesVersion",
      "properties.networkProfile.networkPolicy",
    ],
  },
  "Microsoft.ContainerService/managedClusters/agentPools": {
    bool: ["properties.enableEncryptionAtHost", "properties.enableNodePublicIP"],
  },
  "Microsoft.ContainerRegistry/registries": {
    bool: ["properties.adminUserEnabled", "properties.anonymousPullEnabled"],
    text: [
      "properties.networkRuleSet.defaultAction",
      "properties.policies.quarantinePolicy.status",
      "properties.publicNetworkAccess",
    ],
  },
  "Microsoft.CognitiveServices/accounts": {
    bool: ["properties.disableLocalAuth", "properties.restrictOutboundNetworkAccess"],
    object: ["properties.networkAcls"],
    text: ["properties.encryption.keySource", "properties.networkAcls.defaultAction", "properties.publicNetworkAccess"],
  },
  "Microsoft.Compute/disks": DISK,
  "Microsoft.Compute/snapshots": DISK,
  "Microsoft.Compute/virtualMachines": {
    bool: [
      "properties.diagnosticsProfile.bootDiagnostics.enabled",
      "properties.osProfile.linuxConfiguration.disablePasswordAuthentication",
      "properties.securityProfile.encryptionAtHost",
      "properties.securityProfile.uefiSettings.secureBootEnabled",
      "properties.securityProfile.uefiSettings.vTpmEnabled",
    ],
    object: [
      "properties.osProfile",
      "properties.osProfile.linuxConfiguration",
      "properties.osProfile.windowsConfiguration",
    ],
    text: [
      "properties.osProfile.linuxConfiguration.patchSettings.patchMode",
      "properties.osProfile.windowsConfiguration.patchSettings.patchMode",
      "properties.storageProfile.osDisk.osType",
    ],
  },
  "Microsoft.Compute/virtualMachineScaleSets": {
    bool: [
      "properties.virtualMachineProfile.osProfile.linuxConfiguration.disablePasswordAuthentication",
      "properties.virtualMachineProfile.securityProfile.encryptionAtHost",
      "properties.virtualMachineProfile.securityProfile.uefiSettings.secureBootEnabled",
      "properties.virtualMachineProfile.securityProfile.uefiSettings.vTpmEnabled",
    ],
    object: ["properties.virtualMachineProfile.osProfile.linuxConfiguration"],
  },
  "Microsoft.Network/networkInterfaces": { bool: ["properties.enableIPForwarding"] },
  "Microsoft.Network/virtualNetworks/subnets": {
    bool: ["properties.defaultOutboundAccess"],
    object: ["properties.networkSecurityGroup"],
  },
  "Microsoft.Web/sites": {
    bool: ["properties.httpsOnly", "properties.vnetRouteAllEnabled"],
    text: ["properties.publicNetworkAccess", "properties.virtualNetworkSubnetId"],
  },
  "Microsoft.Web/sites/slots": {
    bool: ["properties.httpsOnly", "properties.vnetRouteAllEnabled"],
    text: ["properties.publicNetworkAccess", "properties.virtualNetworkSubnetId"],
  },
  "Microsoft.Search/searchServices": {
    bool: ["properties.disableLocalAuth"],
    text: ["properties.encryptionWithCmk.enforcement", "properties.publicNetworkAccess"],
  },
  "Microsoft.EventHub/namespaces": LOCAL_AUTH,
  "Microsoft.ServiceBus/namespaces": LOCAL_AUTH,
  "Microsoft.BotService/botServices": LOCAL_AUTH,
  "Microsoft.DataFactory/factories": NETWORK_ACCESS,
  "Microsoft.Databricks/workspaces": NETWORK_ACCESS,
  "Microsoft.Kusto/clusters": NETWORK_ACCESS,
  "Microsoft.Synapse/workspaces": NETWORK_ACCESS,
  "Microsoft.MachineLearningServices/workspaces": {
    text: ["properties.encryption.status", "properties.publicNetworkAccess"],
  },
  "Microsoft.OperationalInsights/workspaces": {
    bool: ["properties.features.disableLocalAuth"],
    int: ["properties.retentionInDays"],
  },
};
