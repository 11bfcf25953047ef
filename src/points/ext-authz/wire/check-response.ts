import { BinaryWriter } from "@bufbuild/protobuf/wire";

/** A header that Envoy sets, in the place of any that the client has sent. Name and value are ours, never a caller's text. */
export type Header = readonly [name: string, value: string];

/** The request passes; upstream gets these headers, and none of those that are removed. */
export interface Passing {
  readonly kind: "passes";
  readonly headers: readonly Header[];
  readonly removed: readonly string[];
}

/** The client gets this answer in place of upstream's. */
export interface Denied {
  readonly kind: "denied";
  readonly status: number;
  readonly headers: readonly Header[];
  readonly body: string;
}

/** `google.rpc.Code`. */
const [OK, PERMISSION_DENIED] = [0, 7];

/** The bytes of an `envoy.service.auth.v3.CheckResponse`. */
export function writeCheckResponse(answer: Passing | Denied): Uint8Array {
  const writer = new BinaryWriter();
  const code = answer.kind === "passes" ? OK : PERMISSION_DENIED;
  writer.tag(1, DELIMITED).bytes(new BinaryWriter().tag(1, VARINT).int32(code).finish());
  if (answer.kind === "passes") writer.tag(3, DELIMITED).bytes(passing(answer));
  else writer.tag(2, DELIMITED).bytes(denied(answer));
  return writer.finish();
}

const [VARINT, DELIMITED] = [0, 2];

function passing({ headers, removed }: Passing): Uint8Array {
  const writer = new BinaryWriter();
  for (const header of headers) writer.tag(2, DELIMITED).bytes(headerOption(header));
  for (const name of removed) writer.tag(5, DELIMITED).string(name);
  return writer.finish();
}

function denied({ status, headers, body }: Denied): Uint8Array {
  const writer = new BinaryWriter();
  writer.tag(1, DELIMITED).bytes(new BinaryWriter().tag(1, VARINT).int32(status).finish());
  for (const header of headers) writer.tag(2, DELIMITED).bytes(headerOption(header));
  return writer.tag(3, DELIMITED).string(body).finish();
}

/** `OVERWRITE_IF_EXISTS_OR_ADD`. */
const OVERWRITE = 2;

function headerOption([name, value]: Header): Uint8Array {
  const header = new BinaryWriter().tag(1, DELIMITED).string(name).tag(2, DELIMITED).string(value).finish();
  return new BinaryWriter().tag(1, DELIMITED).bytes(header).tag(3, VARINT).int32(OVERWRITE).finish();
}
