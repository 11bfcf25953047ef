import type { Diagnostic } from "#core/diagnostics";
import type { TerraformArtefact } from "./recognise.ts";

const SHOW =
  "Run `terraform show -json tfplan > plan.json` (or `tofu show -json`) on the saved plan, and hand in `plan.json`";
const PLAN =
  "Run `terraform plan -out=tfplan` and then `terraform show -json tfplan > plan.json`, and hand in `plan.json`";

interface Mistake {
  readonly code: string;
  readonly what: string;
  readonly hint: string;
}

const MISTAKES: Readonly<Record<Exclude<TerraformArtefact, "plan">, Mistake>> = {
  "binary-plan": {
    code: "terraform-binary-plan",
    what: "it is a saved plan in Terraform's own binary form",
    hint: SHOW,
  },
  "utf16-plan": {
    code: "terraform-utf16-plan",
    what: "it is a plan in UTF-16, as Windows PowerShell writes it with `>`",
    hint: "Run `terraform show -json tfplan | Out-File -Encoding utf8 plan.json` in PowerShell",
  },
  state: {
    code: "terraform-state-given",
    what: "it is a state file, which says what is, not what a plan would change",
    hint: PLAN,
  },
  "state-output": {
    code: "terraform-state-given",
    what: "it is the output of `terraform show -json` for a state, or for no plan",
    hint: PLAN,
  },
  "plan-stream": {
    code: "terraform-plan-stream",
    what: "it is the log of `terraform plan -json`, which has no attribute values",
    hint: PLAN,
  },
  "plan-text": {
    code: "terraform-plan-text",
    what: "it is a plan printed for people, which cannot be read back",
    hint: SHOW,
  },
};

/** The error for a Terraform artefact that is no plan as JSON: what it is, and which command to run. */
export function mistakeDiagnostic(file: string, artefact: Exclude<TerraformArtefact, "plan">): Diagnostic {
  const { code, what, hint } = MISTAKES[artefact];
  return { code, severity: "error", message: `Cannot read \`${file}\`: ${what}`, hint };
}

/** The error for a plan whose format is of another major version than those that are known. */
export function versionDiagnostic(file: string, version: string | undefined): Diagnostic {
  const found = version === undefined ? "has no `format_version`" : `has the format version \`${version}\``;
  return {
    code: "terraform-plan-version",
    severity: "error",
    message: `Cannot read \`${file}\`: the plan ${found}, and only versions 0 and 1 are known`,
    hint: "Use a newer version of this program, or one of Terraform that writes format version 1",
  };
}
