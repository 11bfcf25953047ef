import { bool, changes, creates, kept, regional, text, type TypeCalls } from "./call.ts";

const NOTEBOOK = {
  direct_internet_access: text("sagemaker:DirectInternetAccess", "Enabled"),
  root_access: text("sagemaker:RootAccess", "Enabled"),
  "instance_metadata_service_configuration.minimum_instance_metadata_service_version": text(
    "sagemaker:MinimumInstanceMetadataServiceVersion",
    null,
  ),
};
const DOMAIN = text("sagemaker:AppNetworkAccessType", "PublicInternetOnly");

/** Notebooks, models and what agents run in. */
export const AI: Readonly<Record<string, TypeCalls>> = {
  aws_sagemaker_notebook_instance: regional(
    creates("sagemaker:CreateNotebookInstance", NOTEBOOK),
    changes("sagemaker:UpdateNotebookInstance", { root_access: kept(NOTEBOOK.root_access) }),
  ),
  aws_sagemaker_domain: regional(
    creates("sagemaker:CreateDomain", { app_network_access_type: DOMAIN }),
    changes("sagemaker:UpdateDomain", { app_network_access_type: kept(DOMAIN) }),
  ),
  aws_sagemaker_model: regional(
    creates("sagemaker:CreateModel", { enable_network_isolation: bool("sagemaker:NetworkIsolation", false) }),
  ),
  aws_bedrockagentcore_memory: regional(
    creates("bedrock-agentcore:CreateMemory", { encryption_key_arn: text("bedrock-agentcore:KmsKeyArn", null) }),
  ),
  aws_codebuild_project: regional(
    creates("codebuild:CreateProject", {
      "environment.privileged_mode": bool("codebuild:environment.privilegedMode", false),
      "logs_config.s3_logs.status": text("codebuild:logsConfig.s3Logs.status", "DISABLED"),
    }),
    changes("codebuild:UpdateProject", {
      "environment.privileged_mode": bool("codebuild:environment.privilegedMode", "unchanged"),
      "logs_config.s3_logs.status": kept(text("codebuild:logsConfig.s3Logs.status", null)),
    }),
  ),
};
