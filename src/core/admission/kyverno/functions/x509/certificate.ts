import { encodeBase64 } from "#core/language";
import { Der, TAG, Unread, within } from "./der.ts";
import { readExtension, type Extension, type Said } from "./extensions.ts";
import { listed, readName } from "./name.ts";

const RSA = "1.2.840.113549.1.1.1";
const RSA_IN_GO = 1;
const HIGHEST_EXPONENT = 2n ** 31n - 1n;

const NOTHING_SAID: Said = {
  KeyUsage: 0,
  ExtKeyUsage: null,
  BasicConstraintsValid: false,
  IsCA: false,
  MaxPathLen: 0,
  MaxPathLenZero: false,
  AuthorityKeyId: null,
  OCSPServer: null,
  IssuingCertificateURL: null,
  DNSNames: null,
  EmailAddresses: null,
  IPAddresses: null,
  PermittedDNSDomainsCritical: false,
  ...Object.fromEntries(
    ["DNSDomains", "IPRanges", "EmailAddresses", "URIDomains"].flatMap((name) => [
      [`Permitted${name}`, null],
      [`Excluded${name}`, null],
    ]),
  ),
  CRLDistributionPoints: null,
  PolicyIdentifiers: null,
};

/** The fields of a certificate with a key of RSA as Kyverno writes them; null where the key is of another algorithm. Anything unusual is not read. */
export function readCertificate(bytes: Uint8Array): Said | null {
  const file = new Der(bytes);
  const raw = file.whole(TAG.sequence);
  file.end();
  const outer = new Der(raw).into(TAG.sequence);
  const signed = outer.whole(TAG.sequence);
  const algorithm = outer.take(TAG.sequence);
  const Signature = encodeBase64(outer.bits());
  const said = readSigned(new Der(signed).into(TAG.sequence), algorithm);
  return said && { Raw: encodeBase64(raw), RawTBSCertificate: encodeBase64(signed), Signature, ...said };
}

function readSigned(der: Der, algorithm: Uint8Array): Said | null {
  const version = der.has(within(0)) ? der.into(within(0)).integer() : 0n;
  const serial = der.integer();
  checkAlgorithm(der.take(TAG.sequence), algorithm);
  const issuer = der.whole(TAG.sequence);
  const validity = der.into(TAG.sequence);
  const [NotBefore, NotAfter] = [readTime(validity), readTime(validity)];
  const subject = der.whole(TAG.sequence);
  readName(new Der(subject).into(TAG.sequence));
  const key = der.whole(TAG.sequence);
  const PublicKey = readKey(new Der(key).into(TAG.sequence));
  const extensions = readExtensions(der, version);
  return (
    PublicKey && {
      RawSubjectPublicKeyInfo: encodeBase64(key),
      RawSubject: encodeBase64(subject),
      RawIssuer: encodeBase64(issuer),
      PublicKeyAlgorithm: RSA_IN_GO,
      PublicKey,
      SerialNumber: BigInt.asIntN(64, serial),
      Issuer: readName(new Der(issuer).into(TAG.sequence)),
      NotBefore,
      NotAfter,
      ...NOTHING_SAID,
      Extensions: listed(extensions.map(written)),
      ExtraExtensions: null,
      ...Object.assign({}, ...extensions.map(readExtension)),
    }
  );
}

function checkAlgorithm(inner: Uint8Array, outer: Uint8Array): void {
  const isSame = inner.length === outer.length && inner.every((byte, index) => byte === outer[index]);
  if (!isSame) throw new Unread("two algorithms of one signature");
  new Der(inner).oid();
}

const DATE = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/;

/** A point in time in UTC as RFC 3339 writes it. Years of two digits lie between 1950 and 2049. */
function readTime(der: Der): string {
  const isShort = der.has(TAG.utcTime);
  const text = new TextDecoder().decode(der.take(isShort ? TAG.utcTime : TAG.generalizedTime));
  const [, year = "", month, day, hour, minute, second] = DATE.exec(text) ?? [];
  const whole = year.length === 4 ? year : `${Number(year) < 50 ? "20" : "19"}${year}`;
  const written = `${whole}-${month}-${day}T${hour}:${minute}:${second}`;
  const date = new Date(`${written}Z`);
  const isDate = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(written);
  if (isShort !== (year.length === 2) || !isDate) throw new Unread("an unusual point in time");
  return `${written}Z`;
}

function readKey(der: Der): Said | null {
  const algorithm = der.into(TAG.sequence);
  if (algorithm.oid().join(".") !== RSA) return null;
  if (algorithm.take(TAG.null).length > 0) throw new Unread("an unusual key");
  algorithm.end();
  const bits = new Der(der.bits());
  const numbers = bits.into(TAG.sequence);
  const [modulus, exponent] = [numbers.integer(), numbers.integer()];
  numbers.end();
  bits.end();
  if (modulus === 0n || exponent === 0n || exponent > HIGHEST_EXPONENT) throw new Unread("an unusual key");
  return { N: String(modulus), E: Number(exponent) };
}

function readExtensions(der: Der, version: bigint): readonly Extension[] {
  if (version !== 2n && !(version === 0n && der.isAtEnd)) throw new Unread("an unusual version");
  if (der.isAtEnd) return [];
  const list = der.into(within(3)).into(TAG.sequence);
  der.end();
  const found = new Map<string, Extension>();
  while (!list.isAtEnd) {
    const extension = readOne(list.into(TAG.sequence));
    if (found.has(extension.id)) throw new Unread("an extension twice");
    found.set(extension.id, extension);
  }
  return [...found.values()];
}

function readOne(der: Der): Extension {
  const id = der.oid().join(".");
  const critical = der.has(TAG.boolean) ? der.boolean() : false;
  return { id, critical, value: der.take(TAG.octets) };
}

function written({ id, critical, value }: Extension): Said {
  return { Id: id.split(".").map(Number), Critical: critical, Value: encodeBase64(value) };
}
