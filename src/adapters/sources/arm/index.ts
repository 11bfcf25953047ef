import type { SourceFormat, SourceSample } from "../source-format.ts";
import { ARM_TEMPLATE, readArmTemplate } from "./read.ts";

/** Templates of Azure Resource Manager, also those compiled from Bicep. */
export const armTemplate: SourceFormat = {
  format: ARM_TEMPLATE,
  recognises: looksLikeTemplate,
  read: readArmTemplate,
};

const SCHEMA = /"\$schema"\s*:\s*"[^"]{0,200}eploymentTemplate\.json/;

/** A JSON object that names the schema of templates near its start, before one of another format could hold it. */
function looksLikeTemplate({ text }: SourceSample): boolean {
  return text !== null && /^\s*\{/.test(text) && SCHEMA.test(text.slice(0, 4096));
}
