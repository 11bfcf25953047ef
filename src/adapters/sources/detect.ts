import type { Diagnostic } from "#core/diagnostics";
import type { SourceInput, SourceReading } from "#core/model";
import { agentConfig } from "./agent-config/index.ts";
import { armTemplate } from "./arm/index.ts";
import { cloudFormation } from "./cloudformation/index.ts";
import { dockerfile } from "./dockerfile/index.ts";
import { githubActions } from "./github-actions/index.ts";
import { inventory } from "./inventory/index.ts";
import { kubernetesManifest } from "./kubernetes/index.ts";
import { nothingRead } from "./nothing-read.ts";
import { pulumiPreview } from "./pulumi/index.ts";
import type { SourceFormat, SourceOptions, SourceSample } from "./source-format.ts";
import { terraformConfiguration } from "./terraform-hcl/index.ts";
import { terraformPlan } from "./terraform-plan/index.ts";
import { decodeText, type DecodedText } from "./text/index.ts";

/** Every format, the most telling first: a plan, a configuration or an inventory may hold manifests, never the other way round. */
const FORMATS: readonly SourceFormat[] = [
  terraformPlan,
  terraformConfiguration,
  inventory,
  pulumiPreview,
  agentConfig,
  githubActions,
  dockerfile,
  armTemplate,
  cloudFormation,
  kubernetesManifest,
];

/** The format of a reading whose input no format recognised. */
export const UNKNOWN_FORMAT = "unknown";

/**
 * Reads one input in whatever format its content shows.
 *
 * Total: an input that is not text or that no format recognises gives an empty reading of format `UNKNOWN_FORMAT` with one error.
 */
export function readSource(input: SourceInput, options: SourceOptions = {}): SourceReading {
  let decoded: DecodedText | undefined;
  const decode = (): DecodedText => (decoded ??= decodeText(input, options.maxBytes));
  const format = detectFormat(sampleOf(input, decode));
  if (format) return format.read(input, options);
  const text = decode();
  return nothingRead(UNKNOWN_FORMAT, input.file, text.kind === "rejected" ? text.diagnostic : unrecognised(input.file));
}

/** The first format that recognises the sample, if any does. */
export function detectFormat(sample: SourceSample): SourceFormat | undefined {
  return FORMATS.find((format) => format.recognises(sample));
}

/** Bytes are decoded only for a format that looks at their text: that of a large plan takes as long as all else that tells it. */
function sampleOf({ file, bytes }: SourceInput, decode: () => DecodedText): SourceSample {
  return {
    file,
    bytes,
    get text(): string | null {
      const decoded = decode();
      return decoded.kind === "text" ? decoded.text : null;
    },
  };
}

function unrecognised(file: string): Diagnostic {
  return {
    code: "unrecognised-input",
    severity: "error",
    message: `Cannot read \`${file}\`: its content shows none of the formats ${FORMATS.map(({ format }) => `\`${format}\``).join(", ")}`,
    hint: "Hand in a Terraform plan as JSON (`terraform show -json plan.out`), a Terraform configuration, a CloudFormation template or Kubernetes manifests; values of parameters go with `--parameters`",
  };
}
