import { AwsV4Signer } from "aws4fetch";
import { UnavailableError } from "#core/diagnostics";
import { boundedFetch } from "#adapters/net";

/** Which account is asked as whom. */
export interface AwsAccess {
  readonly region: string;
  /** Of another service than AWS that speaks the same; null for AWS. */
  readonly endpoint: string | null;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

const LIMITS = { timeoutMs: 10_000, maxBytes: 256 * 1024 } as const;
const VERSIONS = { sts: "2011-06-15", iam: "2010-05-08" } as const;

/** Asks a service of AWS that speaks its query protocol, and gives the answer as text. Rejects with `UnavailableError` for anything but a success. */
export async function askAws(
  { region, endpoint, sessionToken, accessKeyId, secretAccessKey }: AwsAccess,
  service: keyof typeof VERSIONS,
  parameters: Readonly<Record<string, string>>,
): Promise<string> {
  const host = service === "sts" ? `https://sts.${region}.amazonaws.com/` : "https://iam.amazonaws.com/";
  const signed = await new AwsV4Signer({
    accessKeyId,
    secretAccessKey,
    ...(sessionToken === null ? {} : { sessionToken }),
    service,
    // IAM is one service for all regions, and its questions are signed for this one.
    region: service === "iam" ? "us-east-1" : region,
    method: "POST",
    url: endpoint === null ? host : `${endpoint}/`,
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ ...parameters, Version: VERSIONS[service] }).toString(),
  }).sign();
  const init = { method: signed.method, headers: signed.headers, body: signed.body ?? null };
  const { status, body } = await boundedFetch(signed.url.href, init, LIMITS);
  const text = Buffer.from(body).toString();
  if (status === 200) return text;
  const code = elementOf(text, "Code");
  throw new UnavailableError(
    "credentials-unavailable",
    `AWS answered ${parameters["Action"]} with ${status}${code === null ? "" : ` (${code})`}`,
  );
}

/** The text of an element that has no others in it; null where there is none. */
export function elementOf(xml: string, name: string): string | null {
  const text = new RegExp(`<${name}>([^<]{1,8192})</${name}>`).exec(xml)?.[1];
  return text === undefined ? null : text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#39;": "'",
};
