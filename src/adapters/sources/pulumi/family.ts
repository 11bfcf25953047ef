import type { Value, ValueObject } from "#core/language";
import { isList, isObject, type Path } from "#core/model";
import {
  maskCredentials,
  pathBeforeTranslation,
  pulumiNames,
  terraformTypeOfToken,
  translateAttributes,
} from "../bridged/index.ts";
import { awsNative, awsNativePath, cloudFormationType } from "./aws-native.ts";
import { member, put, textOf } from "../json/index.ts";
import { armType, azureNative, azureNativePath } from "./azure-native.ts";
import { kubernetesNative, kubernetesPath, kubernetesType } from "./kubernetes.ts";

/** How the resources of one provider of Pulumi are seen: as which native type, and under which names. */
export interface Family {
  readonly type: string;
  readonly provider: string;
  readonly native: (properties: ValueObject, where: string) => ValueObject;
  /** The path in the text's properties for a path in the native object. */
  readonly pathOf: (properties: ValueObject, path: Path) => Path;
}

/**
 * The family of a token: Terraform's types for providers generated from Terraform, CloudFormation's for `aws-native`, Azure's own for
 * `azure-native`, Kubernetes' for `kubernetes`. Any other type stays as it is, with the names that the program uses.
 */
export function familyOf(token: string): Family {
  return bridged(token) ?? awsFamily(token) ?? azureFamily(token) ?? kubernetesFamily(token) ?? other(token);
}

function bridged(token: string): Family | null {
  const terraform = terraformTypeOfToken(token);
  if (terraform === null) return null;
  const { type, provider } = terraform;
  return {
    type,
    provider,
    native: (properties, where) => maskCredentials(translateAttributes(properties, pulumiNames, type), where),
    pathOf: (properties, path) => pathBeforeTranslation(properties, path, pulumiNames, type),
  };
}

function awsFamily(token: string): Family | null {
  const type = cloudFormationType(token);
  if (type === null) return null;
  return { type, provider: "aws", native: awsNative, pathOf: awsNativePath };
}

function azureFamily(token: string): Family | null {
  const type = armType(token);
  if (type === null) return null;
  return { type, provider: "azure", native: azureNative, pathOf: (_properties, path) => azureNativePath(path) };
}

function kubernetesFamily(token: string): Family | null {
  const type = kubernetesType(token);
  if (type === null) return null;
  return {
    type,
    provider: "kubernetes",
    native: kubernetesNative,
    pathOf: kubernetesPath,
  };
}

function other(token: string): Family {
  return {
    type: token,
    provider: token.slice(0, Math.max(0, token.indexOf(":"))),
    native: maskCredentials,
    pathOf: (_properties, path) => path,
  };
}

/** The labels of a native object, whichever way its provider keeps them; only texts count. */
export function labelsIn(native: ValueObject): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  const holders = [member(member(native, "metadata"), "labels"), ...LABEL_HOLDERS.map((name) => member(native, name))];
  for (const [name, text] of holders.flatMap(entriesOfLabels)) if (typeof text === "string") put(labels, name, text);
  return labels;
}

const LABEL_HOLDERS = ["labels", "tags", "tags_all", "Tags"] as const;

/** Labels are a map, or in CloudFormation a list of keys with values. */
function entriesOfLabels(holder: Value | undefined): readonly (readonly [string, Value])[] {
  if (isObject(holder)) return Object.entries(holder);
  if (!isList(holder)) return [];
  return holder.flatMap((entry) => {
    const key = textOf(entry, "Key");
    return key === undefined ? [] : [[key, member(entry, "Value") ?? null] as const];
  });
}
