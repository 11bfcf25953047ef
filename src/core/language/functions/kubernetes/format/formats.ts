import { decodeBase64 } from "../../encoders/base64.ts";
import { parseTimestamp } from "../../time/rfc3339.ts";
import { Timestamp } from "../../../values/index.ts";
import { parseUrl } from "../url/parse-url.ts";
import {
  testDns1035Label,
  testDns1035LabelPrefix,
  testDnsLabel,
  testDnsLabelPrefix,
  testDnsSubdomain,
  testDnsSubdomainPrefix,
  testLabelValue,
  testQualifiedName,
} from "./names.ts";

/** A named format: what is wrong with a text, and the length of the pattern that its cost is reckoned by. */
export interface FormatRule {
  readonly test: (text: string) => readonly string[];
  readonly patternLength: number;
}

function demanding(holds: (text: string) => boolean, complaint: string): (text: string) => readonly string[] {
  return (text) => (holds(text) ? [] : [complaint]);
}

function isBase64(text: string): boolean {
  return text !== "" && text.length % 4 === 0 && !/[\r\n]/.test(text) && decodeBase64(text) !== undefined;
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && parseTimestamp(`${text}T00:00:00Z`) instanceof Timestamp;
}

function isDateTime(text: string): boolean {
  return parseTimestamp(text.toUpperCase()) instanceof Timestamp;
}

const UUID = /^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/i;

/** The formats by name. Source: Kubernetes, `pkg/cel/library/format.go`. */
export const formatRules: ReadonlyMap<string, FormatRule> = new Map([
  ["dns1123Label", { test: testDnsLabel, patternLength: 30 }],
  ["dns1123Subdomain", { test: testDnsSubdomain, patternLength: 60 }],
  ["dns1035Label", { test: testDns1035Label, patternLength: 30 }],
  ["qualifiedName", { test: testQualifiedName, patternLength: 60 }],
  ["dns1123LabelPrefix", { test: testDnsLabelPrefix, patternLength: 30 }],
  ["dns1123SubdomainPrefix", { test: testDnsSubdomainPrefix, patternLength: 60 }],
  ["dns1035LabelPrefix", { test: testDns1035LabelPrefix, patternLength: 30 }],
  ["labelValue", { test: testLabelValue, patternLength: 40 }],
  ["uri", { test: demanding((text) => parseUrl(text) !== undefined, "invalid URI for request"), patternLength: 1000 }],
  ["uuid", { test: demanding((text) => UUID.test(text), "does not match the UUID format"), patternLength: 90 }],
  ["byte", { test: demanding(isBase64, "invalid base64"), patternLength: 90 }],
  ["date", { test: demanding(isDate, "invalid date"), patternLength: 100 }],
  ["datetime", { test: demanding(isDateTime, "invalid datetime"), patternLength: 100 }],
]);
