import type { SourceFormat } from "../source-format.ts";
import { readTerraformPlan, TERRAFORM_PLAN } from "./read.ts";
import { recogniseTerraform } from "./recognise.ts";

export { readAppliedPlan } from "./applied.ts";
export { readTerraformPlan, type TerraformPlanOptions } from "./read.ts";
export { isTerraformPlan } from "./recognise.ts";

/** Plans of Terraform and OpenTofu as JSON, and the artefacts that are taken for them, which are answered with the command to run. */
export const terraformPlan: SourceFormat = {
  format: TERRAFORM_PLAN,
  recognises: ({ bytes }) => recogniseTerraform(bytes) !== null,
  read: (input, { maxBytes, hcl }) => {
    return readTerraformPlan(input, { ...(maxBytes === undefined ? {} : { maxBytes }), ...(hcl ? { hcl } : {}) });
  },
};
