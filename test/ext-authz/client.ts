import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Client, credentials, type ChannelCredentials } from "@grpc/grpc-js";
import { loadSync } from "@grpc/proto-loader";

/** The documents that the tests decide by. */
export const POLICIES: string = readFileSync(new URL("policies.yaml", import.meta.url), "utf8");

const PROTO = fileURLToPath(new URL("check.proto", import.meta.url));
const service = loadSync(PROTO, { keepCase: true, longs: Number })["envoy.service.auth.v3.Authorization"];

/** A message of protobuf as a plain object. */
export type Message = Readonly<Record<string, unknown>>;

interface Method {
  readonly path: string;
  readonly requestSerialize: (message: object) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => object;
}

// oxlint-disable-next-line no-unsafe-type-assertion -- the library describes services by any
const method = (service as unknown as { readonly Check: Method }).Check;

/** A request as Envoy sends it. */
export function encodeRequest(message: Message): Buffer {
  return method.requestSerialize(message);
}

/** What came back, by a library that is not ours. */
export interface Checked {
  readonly code: number;
  readonly httpStatus: number | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
  // oxlint-disable-next-line no-explicit-any -- tests look into answers of any sort
  readonly body: any;
}

interface RawOption {
  readonly header: { readonly key: string; readonly value: string };
  readonly append_action: number;
}

interface RawResponse {
  readonly status: { readonly code: number };
  readonly denied_response?: {
    readonly status: { readonly code: number };
    readonly headers: readonly RawOption[];
    readonly body: string;
  };
  readonly ok_response?: { readonly headers: readonly RawOption[]; readonly headers_to_remove: readonly string[] };
}

/** Reads an answer; throws where a header would not replace one of the client's. */
export function decodeResponse(bytes: Buffer): Checked {
  // oxlint-disable-next-line no-unsafe-type-assertion -- what the message has, by its description
  const { status, denied_response: denied, ok_response: passing } = method.responseDeserialize(bytes) as RawResponse;
  const options = denied?.headers ?? passing?.headers ?? [];
  if (options.some(({ append_action }) => append_action !== 2))
    throw new Error("a header would be added to the client's");
  return {
    code: status.code,
    httpStatus: denied?.status.code ?? null,
    headers: Object.fromEntries(options.map(({ header }) => [header.key, header.value])),
    removed: passing?.headers_to_remove ?? [],
    body: denied === undefined ? null : JSON.parse(denied.body),
  };
}

/** Asks over the wire; rejects with the error of gRPC. */
export function callCheck(
  target: string,
  body: Message | Buffer,
  options: { readonly channel?: ChannelCredentials; readonly deadlineMs?: number } = {},
): Promise<Checked> {
  const client = new Client(target, options.channel ?? credentials.createInsecure());
  const request = Buffer.isBuffer(body) ? body : encodeRequest(body);
  const deadline = Date.now() + (options.deadlineMs ?? 20_000);
  return new Promise<Checked>((resolve, reject) => {
    const done = (error: Error | null, answer?: Buffer): void => {
      if (error !== null || answer === undefined) reject(error ?? new Error("no answer"));
      else resolve(decodeResponse(answer));
    };
    client.makeUnaryRequest(
      method.path,
      (bytes: Buffer) => bytes,
      (bytes) => bytes,
      request,
      { deadline },
      done,
    );
  }).finally(() => client.close());
}

/** A request for a path by a client with a certificate, with changes. */
export function requestOf(http: Message = {}, more: Message = {}): Message {
  return {
    attributes: {
      source: { principal: "spiffe://example.org/shop" },
      request: {
        http: {
          id: "1",
          method: "GET",
          path: "/orders?token=secret",
          host: "Shop.example.org",
          scheme: "https",
          size: -1,
          protocol: "HTTP/2",
          ...http,
        },
      },
      ...more,
    },
  };
}
