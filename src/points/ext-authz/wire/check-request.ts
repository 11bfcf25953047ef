import { entry, MalformedMessage, nested, readFields, text, whole } from "./fields.ts";

/** What Envoy tells of an HTTP request (`AttributeContext.HttpRequest`). */
export interface HttpRequest {
  readonly id: string;
  readonly method: string;
  /** With the query, as it was sent. */
  readonly path: string;
  readonly host: string;
  readonly scheme: string;
  readonly protocol: string;
  /** -1 when it is not known. */
  readonly size: number;
  readonly headers: ReadonlyMap<string, string>;
}

/** What Envoy asks (`envoy.service.auth.v3.CheckRequest`), as far as decisions are made of it. */
export interface CheckRequest {
  /** Who was verified by mutual TLS; empty when nobody was. */
  readonly principal: string;
  /** Null when the connection is asked about and no request. */
  readonly http: HttpRequest | null;
  /** What the configuration of the route says. */
  readonly extensions: ReadonlyMap<string, string>;
  /** What filters before this one found out, by their names: each a `google.protobuf.Struct`. */
  readonly metadata: ReadonlyMap<string, Uint8Array>;
}

/** So many entries are taken of any map. */
const MOST_ENTRIES = 1000;

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Reads a request; throws `MalformedMessage` for other bytes. */
export function readCheckRequest(bytes: Uint8Array): CheckRequest {
  const request: Writable<CheckRequest> = { principal: "", http: null, extensions: new Map(), metadata: new Map() };
  readFields(bytes, new Map([[1, nested((attributes) => readAttributes(attributes, request))]]));
  return request;
}

function readAttributes(bytes: Uint8Array, request: Writable<CheckRequest>): void {
  const [extensions, metadata] = [new Map<string, string>(), new Map<string, Uint8Array>()];
  readFields(
    bytes,
    new Map([
      [1, nested((peer) => readFields(peer, new Map([[4, text((principal) => (request.principal = principal))]])))],
      [4, nested((one) => readFields(one, new Map([[2, nested((http) => (request.http = readHttp(http)))]])))],
      [10, entry((key, value) => put(extensions, key, textOf(value)))],
      [11, nested((one) => readFields(one, new Map([[1, entry((key, value) => put(metadata, key, value))]])))],
    ]),
  );
  request.extensions = extensions;
  request.metadata = metadata;
}

function readHttp(bytes: Uint8Array): HttpRequest {
  const headers = new Map<string, string>();
  const http = { id: "", method: "", path: "", host: "", scheme: "", protocol: "", size: -1, headers };
  readFields(
    bytes,
    new Map([
      [1, text((id) => (http.id = id))],
      [2, text((method) => (http.method = method))],
      [3, entry((key, value) => put(headers, key, textOf(value)))],
      [4, text((path) => (http.path = path))],
      [5, text((host) => (http.host = host))],
      [6, text((scheme) => (http.scheme = scheme))],
      [9, whole((size) => (http.size = size))],
      [10, text((protocol) => (http.protocol = protocol))],
      [13, nested((map) => readFields(map, new Map([[1, nested((header) => readHeader(header, headers))]])))],
    ]),
  );
  return http;
}

/** Headers as `encode_raw_headers` lets Envoy send them: one by one. Of one name they are joined, as HTTP says. */
function readHeader(bytes: Uint8Array, headers: Map<string, string>): void {
  let [key, value] = ["", ""];
  readFields(
    bytes,
    new Map([
      [1, text((one) => (key = one))],
      [2, text((one) => (value = one))],
      [3, nested((one) => (value = textOf(one)))],
    ]),
  );
  const known = headers.get(key);
  put(headers, key, known === undefined ? value : `${known},${value}`);
}

function put<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= MOST_ENTRIES) throw new MalformedMessage("a map has too many entries");
  map.set(key, value);
}

const UTF8 = new TextDecoder();

function textOf(bytes: Uint8Array): string {
  return UTF8.decode(bytes);
}
