import type { SourceFormat, SourceSample } from "../source-format.ts";
import { CLOUDFORMATION_FORMAT, readCloudFormation } from "./read.ts";

export { readCloudFormation };

/** CloudFormation templates in YAML or JSON, to be registered beside the other formats. */
export const cloudFormation: SourceFormat = {
  format: CLOUDFORMATION_FORMAT,
  recognises: looksLikeTemplate,
  read: readCloudFormation,
};

const VERSION = /^["']?AWSTemplateFormatVersion["']?\s{0,20}:|^\s{0,20}\{?\s{0,20}"AWSTemplateFormatVersion"\s{0,20}:/m;
const RESOURCES = /^["']?Resources["']?\s{0,20}:|"Resources"\s{0,20}:\s{0,20}\{/m;
const TYPE = /\bType["']?\s{0,20}:\s{0,20}["']?(?:AWS|Alexa|Custom)::[A-Za-z]/;

/** The version at the root of a template, or its resources with one of a type of AWS. */
function looksLikeTemplate({ text }: SourceSample): boolean {
  return text !== null && (VERSION.test(text) || (RESOURCES.test(text) && TYPE.test(text)));
}
