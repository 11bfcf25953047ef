import { encodeBase64, type ValueObject } from "#core/language";
import { Der, TAG, tagged, Unread, within } from "./der.ts";
import { listed, textOf } from "./name.ts";

/** What extensions say of a certificate, by the names of Go's fields. */
export type Said = ValueObject;

/** One extension as it was written. */
export interface Extension {
  readonly id: string;
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const EKU = "1.3.6.1.5.5.7.3";
const USAGES = [
  "2.5.29.37.0",
  ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((last) => `${EKU}.${last}`),
  "1.3.6.1.4.1.311.10.3.3",
  "2.16.840.1.113730.4.1",
  "1.3.6.1.4.1.311.2.1.22",
  "1.3.6.1.4.1.311.61.1.1",
];
const OCSP = "1.3.6.1.5.5.7.48.1";
const ISSUERS = "1.3.6.1.5.5.7.48.2";

type Reader = (der: Der, extension: Extension) => Said;

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["2.5.29.14", (der, extension) => readSubjectKey(der, extension)],
  ["2.5.29.15", (der) => ({ KeyUsage: usageOf(der.take(TAG.bits)) })],
  ["2.5.29.17", (der) => readNames(der.into(TAG.sequence))],
  ["2.5.29.19", (der) => readConstraints(der.into(TAG.sequence))],
  ["2.5.29.31", (der) => ({ CRLDistributionPoints: listed(pointsIn(der.into(TAG.sequence))) })],
  ["2.5.29.32", (der) => ({ PolicyIdentifiers: policiesIn(der.into(TAG.sequence)) })],
  ["2.5.29.35", (der, extension) => readAuthorityKey(der.into(TAG.sequence), extension)],
  ["2.5.29.37", (der) => ({ ExtKeyUsage: listed(usagesIn(der.into(TAG.sequence))) })],
  ["1.3.6.1.5.5.7.1.1", (der, extension) => readAccess(der.into(TAG.sequence), extension)],
]);
/** Limits of names and policies, which Go checks in ways that are not built. */
const UNREAD = new Set(["2.5.29.30", "2.5.29.33", "2.5.29.36", "2.5.29.54"]);

/** What an extension says; nothing for one that Go keeps as it is. */
export function readExtension(extension: Extension): Said {
  if (UNREAD.has(extension.id)) throw new Unread(`extension ${extension.id}`);
  return READERS.get(extension.id)?.(new Der(extension.value), extension) ?? {};
}

function refuseCritical({ id, critical }: Extension): void {
  if (critical) throw new Unread(`extension ${id} marked critical`);
}

function readSubjectKey(der: Der, extension: Extension): Said {
  refuseCritical(extension);
  der.take(TAG.octets);
  return {};
}

/** Bit 0 is the highest of the first byte; there are nine. */
function usageOf([unused = 8, first, second = 0, ...rest]: Uint8Array): number {
  const last = second === 0 ? first : second;
  if (first === undefined || rest.length > 0 || unused > 7 || ((last ?? 0) & ((1 << unused) - 1)) !== 0)
    throw new Unread("an unusual key usage");
  const bits = (first << 1) | (second >> 7);
  return Array.from({ length: 9 }, (_, bit) => ((bits >> (8 - bit)) & 1) << bit).reduce((sum, bit) => sum + bit, 0);
}

const URI =
  /^[a-z]+:\/\/(?=[^/]{1,60}(?:\/|$))[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*(?:\/[A-Za-z0-9._/-]*)?$/;

function readNames(names: Der): Said {
  const found = { DNSNames: [] as string[], EmailAddresses: [] as string[], IPAddresses: [] as string[] };
  while (!names.isAtEnd) {
    const { tag } = names;
    const bytes = names.any();
    if (tag === tagged(1)) found.EmailAddresses.push(textOf(TAG.ia5, bytes));
    else if (tag === tagged(2)) found.DNSNames.push(textOf(TAG.ia5, bytes));
    else if (tag === tagged(7)) found.IPAddresses.push(addressOf(bytes));
    else if (tag === tagged(6) && !URI.test(textOf(TAG.ia5, bytes))) throw new Unread("an unusual URI");
  }
  return Object.fromEntries(Object.entries(found).map(([name, list]) => [name, listed(list)]));
}

/** An address of IPv4; those of IPv6 have several forms of which Go writes one. */
function addressOf(bytes: Uint8Array): string {
  if (bytes.length !== 4) throw new Unread("an address of IPv6");
  return bytes.join(".");
}

function readConstraints(der: Der): Said {
  const IsCA = der.has(TAG.boolean) ? der.boolean() : false;
  const longest = der.has(TAG.integer) ? Number(der.integer()) : -1;
  if (!Number.isSafeInteger(longest)) throw new Unread("a very long path");
  return { BasicConstraintsValid: true, IsCA, MaxPathLen: longest, MaxPathLenZero: longest === 0 };
}

function pointsIn(points: Der): readonly string[] {
  const found: string[] = [];
  while (!points.isAtEnd) {
    const point = points.into(TAG.sequence);
    if (!point.has(within(0))) continue;
    const names = point.into(within(0)).into(within(0));
    while (names.has(tagged(6))) found.push(textOf(TAG.ia5, names.take(tagged(6))));
  }
  return found;
}

function policiesIn(policies: Der): readonly (readonly number[])[] {
  const found = new Map<string, readonly number[]>();
  while (!policies.isAtEnd) {
    const oid = policies.into(TAG.sequence).oid();
    if (found.has(oid.join("."))) throw new Unread("a policy twice");
    found.set(oid.join("."), oid);
  }
  return [...found.values()];
}

function readAuthorityKey(der: Der, extension: Extension): Said {
  refuseCritical(extension);
  return { AuthorityKeyId: der.has(tagged(0)) ? encodeBase64(der.take(tagged(0))) : null };
}

function usagesIn(usages: Der): readonly number[] {
  const found: number[] = [];
  while (!usages.isAtEnd) found.push(USAGES.indexOf(usages.oid().join(".")));
  return found.filter((usage) => usage >= 0);
}

function readAccess(accesses: Der, extension: Extension): Said {
  refuseCritical(extension);
  const found: [string, string][] = [];
  while (!accesses.isAtEnd) {
    const access = accesses.into(TAG.sequence);
    const method = access.oid().join(".");
    if (access.has(tagged(6))) found.push([method, textOf(TAG.ia5, access.take(tagged(6)))]);
  }
  const placesOf = (method: string): readonly string[] | null =>
    listed(found.filter(([one]) => one === method).map(([, place]) => place));
  return { OCSPServer: placesOf(OCSP), IssuingCertificateURL: placesOf(ISSUERS) };
}
