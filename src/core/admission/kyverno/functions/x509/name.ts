import { TAG, Unread, type Der } from "./der.ts";

/** A name as Go's `pkix.Name` has it in JSON. */
export type Name = Readonly<Record<string, string | readonly string[] | readonly Attribute[] | null>>;

type Attribute = Readonly<{ Type: readonly number[]; Value: string }>;

/** By the last number of an attribute's type, below 2.5.4, the list that it stands in. */
const LISTS: ReadonlyMap<number, string> = new Map([
  [6, "Country"],
  [10, "Organization"],
  [11, "OrganizationalUnit"],
  [7, "Locality"],
  [8, "Province"],
  [9, "StreetAddress"],
  [17, "PostalCode"],
]);
const COMMON_NAME = 3;
const SERIAL_NUMBER = 5;

/** Reads the sets of attributes that make a name. */
export function readName(sets: Der): Name {
  const attributes: Attribute[] = [];
  while (!sets.isAtEnd) {
    const set = sets.into(TAG.set);
    while (!set.isAtEnd) attributes.push(readAttribute(set.into(TAG.sequence)));
  }
  const valuesOf = (last: number): readonly string[] =>
    attributes.filter(({ Type }) => Type.join(".") === `2.5.4.${last}`).map(({ Value }) => Value);
  const lists = Array.from(LISTS, ([last, name]) => [name, listed(valuesOf(last))] as const);
  return {
    ...Object.fromEntries(lists),
    SerialNumber: valuesOf(SERIAL_NUMBER).at(-1) ?? "",
    CommonName: valuesOf(COMMON_NAME).at(-1) ?? "",
    Names: listed(attributes),
    ExtraNames: null,
  };
}

function readAttribute(der: Der): Attribute {
  const Type = der.oid();
  const { tag } = der;
  return { Type, Value: textOf(tag, der.any()) };
}

/** A list as Go has it in JSON, where one that was never added to is null. */
export function listed<T>(list: readonly T[]): readonly T[] | null {
  return list.length === 0 ? null : list;
}

const FORMS: ReadonlyMap<number, RegExp> = new Map([
  [TAG.printable, /^[A-Za-z0-9 '()+,\-./:=?*&]*$/],
  [TAG.ia5, /^[\0-\x7f]*$/],
  [TAG.utf8, /^/],
]);

/** The text of an element, by its tag. Older encodings are not read. */
export function textOf(tag: number, bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === undefined || FORMS.get(tag)?.test(text) !== true) throw new Unread("a text in an unusual encoding");
  return text;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
