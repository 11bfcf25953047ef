import { createHash } from "node:crypto";
import { AwsV4Signer } from "aws4fetch";
import { UnavailableError } from "#core/diagnostics";
import { boundedFetch, type Answer } from "#adapters/net";
import type { Objects, StoredObject } from "../objects/objects.ts";

/** Where objects lie, and with which credentials they are asked for. */
export interface S3Place {
  readonly bucket: string;
  /** What every key begins with; empty, or with `/` at its end. */
  readonly prefix: string;
  readonly region: string;
  /** Of another service than AWS that speaks the same; null for AWS. */
  readonly endpoint: string | null;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string | null;
}

const LIMITS = { timeoutMs: 10_000, maxBytes: 32 * 1024 * 1024 } as const;

/** S3 answers so when two conditional writes of one object meet: ask again. */
const CONFLICT = 409;
const MOST_ATTEMPTS = 5;

/** Objects in S3, or in what speaks its protocol with conditional writes (`If-None-Match: *`, `If-Match`). */
export function s3Objects(place: S3Place): Objects {
  const ask = asker(place);
  const keyUrl = (key: string): string => `/${encodePath(place.prefix + key)}`;
  const write = async (key: string, bytes: Uint8Array, condition: Condition): Promise<string | null> => {
    const answer = await ask("PUT", keyUrl(key), { body: bytes, headers: condition });
    if (answer.status === 412 || (answer.status === 404 && "if-match" in condition)) return null;
    return tagOf(expectOk(place, answer));
  };
  return {
    place: `s3://${place.bucket}/${place.prefix}`,
    async get(key): Promise<StoredObject | null> {
      const answer = await ask("GET", keyUrl(key));
      if (answer.status === 404 && codeOf(answer) !== "NoSuchBucket") return null;
      return { bytes: expectOk(place, answer).body, tag: tagOf(answer) };
    },
    create: (key, bytes) => write(key, bytes, { "if-none-match": "*" }),
    replace: (key, bytes, tag) => write(key, bytes, { "if-match": tag }),
    async list(prefix, after) {
      const start = after === "" ? "" : `&start-after=${encodeURIComponent(place.prefix + after)}`;
      const path = `?list-type=2&prefix=${encodeURIComponent(place.prefix + prefix)}${start}`;
      const page = readList(place, expectOk(place, await ask("GET", path)));
      if (page.isLast || (page.keys.at(-1) ?? "") > after) return page;
      throw unavailable(place, "lists the same keys over and over");
    },
    async remove(key) {
      expectOk(place, await ask("DELETE", keyUrl(key)));
    },
  };
}

type Condition = { readonly "if-none-match": "*" } | { readonly "if-match": string };

interface Question {
  readonly body?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

type Ask = (method: string, path: string, question?: Question) => Promise<Answer>;

function asker(place: S3Place): Ask {
  const { bucket, region, endpoint, sessionToken, accessKeyId, secretAccessKey } = place;
  const base = `${endpoint ?? `https://s3.${region}.amazonaws.com`}/${encodePath(bucket)}`;
  const credentials = { accessKeyId, secretAccessKey, ...(sessionToken === null ? {} : { sessionToken }) };
  const once: Ask = async (method, path, { body, headers = {} } = {}) => {
    const content = new Uint8Array(body ?? []);
    const digest = createHash("sha256").update(content).digest("hex");
    const signed = await new AwsV4Signer({
      ...credentials,
      service: "s3",
      region,
      method,
      url: base + path,
      headers: { ...headers, "x-amz-content-sha256": digest },
    }).sign();
    const init = { method, headers: signed.headers, ...(body === undefined ? {} : { body: content }) };
    return await boundedFetch(signed.url.href, init, LIMITS);
  };
  return async (method, path, question) => {
    let answer = await once(method, path, question);
    for (let attempt = 1; answer.status === CONFLICT && attempt < MOST_ATTEMPTS; attempt++)
      answer = await once(method, path, question);
    return answer;
  };
}

function encodePath(path: string): string {
  return path.split("/").map(encodeURIComponent).join("/");
}

function expectOk(place: S3Place, answer: Answer): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  const code = codeOf(answer);
  throw unavailable(place, `answered ${answer.status}${code === null ? "" : ` (${code})`}`);
}

function unavailable({ bucket }: S3Place, what: string): UnavailableError {
  return new UnavailableError("log-unavailable", `The bucket \`${bucket}\` ${what}`);
}

/** What S3 calls the error; for people, and to tell a bucket from an object that is not there. */
function codeOf({ body }: Answer): string | null {
  return /<Code>([A-Za-z]{1,64})<\/Code>/.exec(Buffer.from(body.subarray(0, 4096)).toString())?.[1] ?? null;
}

function tagOf({ headers }: Answer): string {
  return headers.get("etag") ?? "";
}

/** Keys of a log need no decoding: they have letters, digits and `/.-` only. What another has put there is left aside. */
function readList({ prefix }: S3Place, { body }: Answer): Awaited<ReturnType<Objects["list"]>> {
  const text = Buffer.from(body).toString();
  const keys = Array.from(text.matchAll(/<Key>([^<]{1,1024})<\/Key>/g), ([, key = ""]) => key);
  return {
    keys: keys.map((key) => key.slice(prefix.length)),
    isLast: !text.includes("<IsTruncated>true</IsTruncated>"),
  };
}
