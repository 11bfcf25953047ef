/**
 * Attributes that are maps whose keys are the user's own (labels, environment variables, settings by name), so that they are not renamed. A value
 * of such a name that is no map (a list of blocks) is translated like any other.
 */
export const USER_MAPS: ReadonlySet<string> = new Set(
  (
    "accessUris annotations additionalEncryptionContext additionalProperties appSettings args attributes authenticationRequestExtraParams " +
    "buildArgs commonEnvironmentProperties configurationProtectedSettings configurationSettings connectionProperties context customConfig customMetadata " +
    "customProperties customTags databaseFlags defaultArguments defaultLabels defaultTags dimensions dockerLabels driverOpts effectiveAnnotations " +
    "effectiveLabels encryptionContextEquals encryptionContextSubset env environmentVars environmentVariables excludeTags executionContext " +
    "headers httpHeaders hyperParameters inclusionLabels instanceMetadata instanceTags ipTags jobParameters labels limits loginParameters " +
    "matchLabels metadata namespaceLabels nodeLabels nodeSelector nonOverridableArguments parameterOverrides parameterValues parameters pgSettings " +
    "principalTags properties pulumiLabels queryStringParameters requestHeaders requestModels requestParameters requestTemplates requiredTags " +
    "resourceLabels resourceManagerTags resourceTags responseModels responseParameters responseTemplates runtimeEnvironmentSecrets " +
    "runtimeEnvironmentVariables secureEnvironmentVariables sensitiveEnvironmentVariables sparkConf sparkEnvVars stageVariableOverrides " +
    "stageVariables substitutions supportedLoginProviders sysctls tableProperties tags tagsAll triggers userEnvVars userLabels variables " +
    "versionAliases vmTags volumeTags"
  ).split(" "),
);
