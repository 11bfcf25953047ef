export { createActReader, readFetchAct, readFileAct, type ReadAct } from "./acts/index.ts";
export { detectFormat, readSource, UNKNOWN_FORMAT } from "./detect.ts";
export { readCommand, type CommandReading, type CommandSetting, type NestedAct, type Word } from "./cli/index.ts";
export { readCloudFormation } from "./cloudformation/index.ts";
export { readKubernetesManifest, readKubernetesObjects } from "./kubernetes/index.ts";
export { maskSecrets } from "./kubernetes/mask.ts";
export { MaskedSecrets } from "./masked.ts";
export { maskTexts } from "./mask-texts.ts";
export { secretsIn } from "./secrets.ts";
export type { ActReading } from "./shell/index.ts";
export { filesFor, PARAMETER_UNDECLARED, readParameterFile, type ParametersFormat } from "./parameters/index.ts";
export type { Companion, SourceFormat, SourceOptions, SourceSample } from "./source-format.ts";
export {
  calledDirectories,
  isConfigurationFile,
  isVariablesFile,
  MODULE_MANIFEST,
  readTerraformConfiguration,
  type TerraformConfiguration,
} from "./terraform-hcl/index.ts";
export {
  isTerraformPlan,
  readAppliedPlan,
  readTerraformPlan,
  type TerraformPlanOptions,
} from "./terraform-plan/index.ts";
export { loadSql, SQL_DIALECTS, type ReadSql, type SqlDialect, type SqlReading, type SqlSetting } from "./sql/index.ts";
export { readWaiverRequests, REQUEST_MARK, type WaiverRequest, type WaiverRequests } from "./waiver-requests.ts";
export { decodeText, DEFAULT_MAX_BYTES, type DecodedText } from "./text/index.ts";
