import { manifestsOf, manifestText } from "../../src/apps/cli/kubernetes/manifests.ts";
import type { InstallOptions } from "../../src/apps/cli/kubernetes/options.ts";

/** Stands where a value of the chart goes: nothing that the manifests say by themselves. */
const MARKS = {
  namespace: "mark-namespace",
  image: "mark.image",
  excluded: "mark-excluded",
  settings: "mark-settings",
  policies: "mark-policies",
  label: "mark-label",
  caBundle: "mark.ca",
  replicas: 7001,
} as const;

const MARKED: InstallOptions = {
  namespace: MARKS.namespace,
  image: MARKS.image,
  replicas: MARKS.replicas,
  failurePolicy: "Fail",
  excluded: [MARKS.excluded],
  caBundle: MARKS.caBundle,
  settingsSecret: MARKS.settings,
  policies: MARKS.policies,
  labels: { [MARKS.label]: "" },
  url: null,
};

const PODS = 2 * MARKS.replicas + 2;
const PODS_OF_VALUES = "add (mul 2 (int .Values.replicas)) 2";

/** What is written in place of a mark within a line. */
const VALUES: readonly (readonly [string, string])[] = [
  [MARKS.namespace, "{{ .Values.namespace.name }}"],
  [MARKS.settings, "{{ .Values.settingsSecret }}"],
  [MARKS.policies, "{{ .Values.policies }}"],
  ["managed-by: writ-install", "managed-by: {{ .Release.Service }}"],
  ["failurePolicy: Fail", "failurePolicy: {{ .Values.failurePolicy }}"],
  [`replicas: ${MARKS.replicas}`, "replicas: {{ int .Values.replicas }}"],
  [`"${PODS}"`, `{{ ${PODS_OF_VALUES} | quote }}`],
  [`"${2 * PODS}"`, `{{ mul 2 (${PODS_OF_VALUES}) | quote }}`],
  [`${PODS}Gi`, `{{ ${PODS_OF_VALUES} }}Gi`],
];

/** Items of lists that are there only where a value is set: how they begin, and which value. */
const OPTIONAL: readonly (readonly [RegExp, string])[] = [
  [/^ *- name: (?:policies|WRIT_POLICIES)$/, "policies"],
  [/^ *- name: (?:settings|WRIT_CONFIG)$/, "settingsSecret"],
];

/** The only template of the chart: the manifests of `writ install kubernetes`, with the values of the chart in their places. */
export function chartTemplate(): string {
  const [namespace, ...others] = manifestsOf(MARKED);
  const own = namespace === undefined ? "" : manifestText([namespace]);
  const text = `{{- if .Values.namespace.create }}\n${own}{{- end }}\n---\n${manifestText(others)}`;
  return `${NOTE}\n${withConditions(text.split("\n")).join("\n")}`;
}

const NOTE = "{{- /* Written by `npm run deploy` from the code of `writ install kubernetes`; change that. */}}";

function replaced(line: string): readonly string[] {
  const indent = " ".repeat(line.length - line.trimStart().length);
  if (line.includes(MARKS.label))
    return [
      `${indent}{{- with .Values.labels }}`,
      `${indent}{{- toYaml . | nindent ${indent.length} }}`,
      `${indent}{{- end }}`,
    ];
  if (line.includes(MARKS.excluded)) return [`${indent}{{- toYaml .Values.exclude | nindent ${indent.length} }}`];
  if (line.includes(MARKS.image)) return [`${indent}image: {{ include "writ.image" . }}`];
  if (line.trimStart().startsWith("caBundle:"))
    return [`${indent}{{- with .Values.caBundle }}`, `${indent}caBundle: {{ b64enc . }}`, `${indent}{{- end }}`];
  return [VALUES.reduce((text, [mark, value]) => text.replaceAll(mark, value), line)];
}

/** Lines with their values, and with conditions around the items that are there only where a value is set. */
function withConditions(lines: readonly string[]): readonly string[] {
  const written: string[] = [];
  let inside: string | null = null;
  for (const [at, line] of lines.entries()) {
    if (inside !== null && indentOf(line) <= indentOf(inside)) {
      written.push("{{- end }}");
      inside = null;
    }
    const value = optionalAt(line, lines[at + 1] ?? "");
    if (value !== null) {
      written.push(`{{- if .Values.${value} }}`);
      inside = line;
    }
    written.push(...replaced(line));
  }
  return written;
}

function optionalAt(line: string, next: string): string | null {
  if (/^ *- protocol: TCP$/.test(line) && next.trim() === "port: 5432") return "settingsSecret";
  return OPTIONAL.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
