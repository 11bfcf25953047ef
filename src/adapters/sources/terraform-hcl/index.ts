import type { SourceFormat } from "../source-format.ts";
import { isConfigurationFile } from "./configuration/parse-file.ts";
import { readTerraformFile, TERRAFORM_HCL } from "./read.ts";

export { calledDirectories } from "./configuration/called.ts";
export { MODULE_MANIFEST } from "./configuration/directories.ts";
export { isConfigurationFile, isVariablesFile } from "./configuration/parse-file.ts";
export { readTerraformConfiguration, type TerraformConfiguration } from "./read.ts";

/** The heads of blocks that no other format has, at the beginning of a line. */
const HEAD =
  /^(?:(?:resource|data)[ \t]+"[\w-]+"[ \t]+"[\w-]+"|(?:module|variable|output|provider)[ \t]+"[\w-]+"|terraform|locals)[ \t]*\{/m;

/** How much of the beginning is looked at. */
const HEAD_BYTES = 64 * 1024;

/** Configurations of Terraform and OpenTofu: by name, since they may be empty or broken, and else by the heads of their blocks. */
export const terraformConfiguration: SourceFormat = {
  format: TERRAFORM_HCL,
  recognises: (sample) =>
    isConfigurationFile(sample.file) || HEAD.test(new TextDecoder().decode(sample.bytes.subarray(0, HEAD_BYTES))),
  read: readTerraformFile,
};
