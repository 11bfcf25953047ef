/** The offset from UTC in seconds that a time zone had at a time given in seconds since the epoch; `undefined` for an unknown zone. */
export function zoneOffset(zone: string, seconds: number): number | undefined {
  if (zone === "" || zone === "UTC") return 0;
  const fixed = /^([+-]?)(\d{1,2}):(\d\d)$/.exec(zone);
  if (fixed) return fixedOffset(fixed[1] ?? "", Number(fixed[2]), Number(fixed[3]));
  const formatter = formatterOf(zone);
  return formatter && namedOffset(formatter, seconds);
}

function fixedOffset(sign: string, hours: number, minutes: number): number | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === "-" ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** An IANA name: letters first, so that no other offset notation which a runtime may know gets through. */
const ZONE_NAME = /^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Only names that the runtime knows are remembered, so the number of entries is bounded by the zone database and its spellings. */
const MAX_FORMATTERS = 1000;

function formatterOf(zone: string): Intl.DateTimeFormat | undefined {
  const known = formatters.get(zone);
  if (known || !ZONE_NAME.test(zone)) return known;
  try {
    const formatter = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    if (formatters.size >= MAX_FORMATTERS) formatters.clear();
    formatters.set(zone, formatter);
    return formatter;
  } catch {
    return undefined;
  }
}

function namedOffset(formatter: Intl.DateTimeFormat, seconds: number): number | undefined {
  const name = formatter.formatToParts(seconds * 1000).find((part) => part.type === "timeZoneName")?.value;
  const match = /^GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(name ?? "");
  if (!match) return undefined;
  const size = Number(match[2] ?? 0) * 3600 + Number(match[3] ?? 0) * 60 + Number(match[4] ?? 0);
  return match[1] === "-" ? -size : size;
}
