import {
  create,
  type DescExtension,
  type DescField,
  equals as sameMessage,
  getExtension,
  hasExtension,
  isMessage,
  type JsonValue,
  type Message,
  type Registry,
  ScalarType,
  toJson,
} from "@bufbuild/protobuf";
import { isReflectMessage, reflect, type ReflectMessage } from "@bufbuild/protobuf/reflect";
import {
  anyUnpack,
  type Any,
  AnySchema,
  DurationSchema,
  TimestampSchema,
  type Duration as DurationMessage,
  isWrapperDesc,
  type Timestamp as TimestampMessage,
} from "@bufbuild/protobuf/wkt";
import {
  CelError,
  doubleOf,
  Duration,
  mapOfEntries,
  normalInt,
  StructValue,
  Timestamp,
  Uint,
  type Value,
} from "../values/index.ts";

/** A protobuf message as a value of the language. */
export class MessageValue extends StructValue {
  readonly #registry: Registry;
  readonly #reflect: ReflectMessage;

  constructor(registry: Registry, message: ReflectMessage) {
    super();
    this.#registry = registry;
    this.#reflect = message;
  }

  get typeName(): string {
    return this.#reflect.desc.typeName;
  }

  get reflected(): ReflectMessage {
    return this.#reflect;
  }

  get(name: string): Value {
    const field = this.#field(name);
    if (field !== undefined) return fieldValue(this.#registry, this.#reflect, field);
    const extension = this.#extension(name);
    if (extension === undefined) return noSuchField(this.typeName, name);
    return extensionValue(this.#registry, this.#reflect.message, extension);
  }

  has(name: string): Value {
    const field = this.#field(name);
    if (field !== undefined) return this.#reflect.isSet(field);
    const extension = this.#extension(name);
    return extension === undefined ? noSuchField(this.typeName, name) : hasExtension(this.#reflect.message, extension);
  }

  override isZero(): boolean {
    return this.#reflect.fields.every((field) => !this.#reflect.isSet(field));
  }

  equals(other: StructValue): boolean {
    if (!(other instanceof MessageValue)) return false;
    const options = { registry: this.#registry, unpackAny: true, unknown: true, extensions: true };
    return sameMessage(this.#reflect.desc, this.#reflect.message, other.reflected.message, options);
  }

  #field(name: string): DescField | undefined {
    return this.#reflect.desc.fields.find((field) => field.name === name);
  }

  #extension(name: string): DescExtension | undefined {
    const extension = this.#registry.getExtension(name);
    return extension?.extendee.typeName === this.typeName ? extension : undefined;
  }
}

function noSuchField(typeName: string, name: string): CelError {
  return new CelError("no-such-field", `\`${typeName}\` has no field \`${name}\``);
}

/** A message as the language sees it: well-known types as what they stand for. */
export function messageToValue(registry: Registry, message: Message): Value {
  const desc = registry.getMessage(message.$typeName);
  if (desc === undefined) return new CelError("invalid-conversion", `There is no type \`${message.$typeName}\``);
  return reflectedToValue(registry, reflect(desc, message));
}

function reflectedToValue(registry: Registry, reflected: ReflectMessage): Value {
  const { desc, message } = reflected;
  if (isWrapperDesc(desc)) return fieldValue(registry, reflected, reflected.fields[0]!);
  const json = (): Value => jsonToValue(toJson(desc, message));
  switch (desc.typeName) {
    case "google.protobuf.Any":
      return isMessage(message, AnySchema) ? anyToValue(registry, message) : null;
    case "google.protobuf.Value":
      return reflected.oneofs.every((oneof) => reflected.oneofCase(oneof) === undefined) ? null : json();
    case "google.protobuf.Struct":
    case "google.protobuf.ListValue":
      return json();
    case "google.protobuf.Timestamp":
      return isMessage(message, TimestampSchema) ? timestampToValue(message) : null;
    case "google.protobuf.Duration":
      return isMessage(message, DurationSchema) ? durationToValue(message) : null;
    default:
      return new MessageValue(registry, reflected);
  }
}

function timestampToValue({ seconds, nanos }: TimestampMessage): Value {
  return new Timestamp(Number(seconds), nanos);
}

function durationToValue({ seconds, nanos }: DurationMessage): Value {
  return new Duration(seconds * 1_000_000_000n + BigInt(nanos));
}

function anyToValue(registry: Registry, any: Any): Value {
  if (any.typeUrl === "") return new CelError("invalid-conversion", "The message holds nothing");
  const message = anyUnpack(any, registry);
  if (message === undefined) return new CelError("invalid-conversion", `There is no type \`${any.typeUrl}\``);
  return messageToValue(registry, message);
}

/** JSON as the language sees it in protobuf: every number is a double. */
function jsonToValue(json: JsonValue): Value {
  if (typeof json === "number") return doubleOf(json);
  if (Array.isArray(json)) return json.map(jsonToValue);
  if (typeof json !== "object" || json === null) return json;
  return mapOfEntries(Object.entries(json).map(([key, value]) => [key, jsonToValue(value)] as const));
}

function fieldValue(registry: Registry, reflected: ReflectMessage, field: DescField): Value {
  if (field.fieldKind === "message" && !reflected.isSet(field)) return unsetMessage(registry, reflected, field);
  return plainFieldValue(registry, reflected, field);
}

/** What an unset message field reads as: null for wrappers and JSON values, else an empty message. */
function unsetMessage(registry: Registry, reflected: ReflectMessage, field: DescField): Value {
  const { message } = field;
  if (message === undefined || isWrapperDesc(message)) return null;
  const isNull = message.typeName === "google.protobuf.Value" || message.typeName === "google.protobuf.Any";
  if (isNull) return null;
  const empty: unknown = reflected.get(field);
  return isReflectMessage(empty) ? reflectedToValue(registry, empty) : messageToValue(registry, create(message));
}

function plainFieldValue(registry: Registry, reflected: ReflectMessage, field: DescField): Value {
  switch (field.fieldKind) {
    case "list":
      return Array.from(reflected.get(field), (item) => itemToValue(registry, item, field.scalar));
    case "map":
      return mapOfEntries(
        Array.from(reflected.get(field), ([key, item]) => [
          scalarToValue(key, field.mapKey),
          itemToValue(registry, item, field.scalar),
        ]),
      );
    default:
      return itemToValue(registry, reflected.get(field), field.scalar);
  }
}

function itemToValue(registry: Registry, item: unknown, scalar: ScalarType | undefined): Value {
  return isReflectMessage(item) ? reflectedToValue(registry, item) : scalarToValue(item, scalar);
}

function scalarToValue(item: unknown, scalar: ScalarType | undefined): Value {
  if (typeof item === "boolean" || typeof item === "string" || item instanceof Uint8Array) return item;
  if (typeof item !== "number" && typeof item !== "bigint") return null;
  if (scalar !== undefined && FLOATING.has(scalar)) return doubleOf(Number(item));
  return scalar !== undefined && UNSIGNED.has(scalar) ? new Uint(BigInt(item)) : normalInt(BigInt(item));
}

const FLOATING: ReadonlySet<ScalarType> = new Set([ScalarType.DOUBLE, ScalarType.FLOAT]);
const UNSIGNED: ReadonlySet<ScalarType> = new Set([
  ScalarType.UINT32,
  ScalarType.UINT64,
  ScalarType.FIXED32,
  ScalarType.FIXED64,
]);

function extensionValue(registry: Registry, message: Message, extension: DescExtension): Value {
  const value: unknown = getExtension(message, extension);
  const { scalar } = extension;
  if (Array.isArray(value)) return value.map((item) => extensionItem(registry, item, scalar));
  return extensionItem(registry, value, scalar);
}

function extensionItem(registry: Registry, item: unknown, scalar: ScalarType | undefined): Value {
  return isMessage(item) ? messageToValue(registry, item) : scalarToValue(item, scalar);
}
