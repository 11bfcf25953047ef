const POLYNOMIAL = 0xed_b8_83_20;
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let entry = byte;
  for (let bit = 0; bit < 8; bit++) entry = (entry >>> 1) ^ (entry & 1 ? POLYNOMIAL : 0);
  return entry;
});

/** The checksum of RFC 1952. */
export function crc32(bytes: Uint8Array): number {
  let checksum = 0xff_ff_ff_ff;
  for (const byte of bytes) checksum = (checksum >>> 8) ^ (TABLE[(checksum ^ byte) & 0xff] ?? 0);
  return (checksum ^ 0xff_ff_ff_ff) >>> 0;
}
