import { X509Certificate } from "node:crypto";
import { describe, expect, it } from "vitest";
import { UnavailableError } from "#core/diagnostics";
import type { Store } from "#core/store";
import { openMemoryStore } from "#adapters/stores";
import { createLog } from "../telemetry/log.ts";
import {
  AUTHORITIES_SETTING,
  AUTHORITY_MS,
  keepAuthorities,
  OVERLAP_MS,
  signerOf,
  trustBundle,
  type Authorities,
} from "./authorities.ts";
import { ServingCertificate, SERVING_MS } from "./serving-certificate.ts";
import type { KeyedCertificate } from "./x509.ts";

const START = Date.parse("2030-01-01T00:00:00Z");

/** Stands for certificates by their number. */
function numbered(): () => Promise<KeyedCertificate> {
  let made = 0;
  return async () => {
    made += 1;
    return { certificate: `certificate ${made}`, key: `key ${made}` };
  };
}

function certificatesOf({ all }: Authorities): readonly string[] {
  return all.map(({ certificate }) => certificate);
}

describe("keepAuthorities()", () => {
  it("makes one authority for all replicas, which stays", async () => {
    const { settings } = openMemoryStore();
    const make = numbered();
    const [one, other] = await Promise.all([
      keepAuthorities(settings, make, START),
      keepAuthorities(settings, make, START),
    ]);
    expect(certificatesOf(one)).toHaveLength(1);
    expect(certificatesOf(other)).toEqual(certificatesOf(one));
    expect(certificatesOf(await keepAuthorities(settings, make, START + AUTHORITY_MS / 2))).toEqual(
      certificatesOf(one),
    );
  });

  it("has a successor believed before it signs, and forgets what is over", async () => {
    const { settings } = openMemoryStore();
    const make = numbered();
    await keepAuthorities(settings, make, START);
    const due = START + AUTHORITY_MS * 0.67;
    const both = await keepAuthorities(settings, make, due);
    expect(trustBundle(both)).toBe("certificate 1\ncertificate 2\n");
    expect(signerOf(both, due).key).toBe("key 1");
    expect(signerOf(both, due + OVERLAP_MS).key).toBe("key 2");
    expect(signerOf(both, START + AUTHORITY_MS).key).toBe("key 2");
    const later = await keepAuthorities(settings, make, due + AUTHORITY_MS * 0.67);
    expect(certificatesOf(later)).toEqual(["certificate 2", "certificate 3"]);
  });

  it("takes away no authority that holds by the clocks of others, when its own is behind", async () => {
    const { settings } = openMemoryStore();
    const make = numbered();
    await keepAuthorities(settings, make, START);
    const behind = await keepAuthorities(settings, make, START - AUTHORITY_MS / 2);
    expect(certificatesOf(behind)).toEqual(["certificate 1", "certificate 2"]);
  });

  it("believes nothing that it cannot read, and replaces none of it", async () => {
    const { settings } = openMemoryStore();
    await settings.set(AUTHORITIES_SETTING, "{}", 0);
    await expect(keepAuthorities(settings, numbered(), START)).rejects.toThrow(UnavailableError);
    expect((await settings.get(AUTHORITIES_SETTING))?.value).toBe("{}");
  });
});

/** A certificate in a store, at a time that a test may move. */
async function serving(store: Store): Promise<{ readonly certificate: ServingCertificate; at: number; log: string[] }> {
  const clock = { at: START, log: new Array<string>() };
  const log = createLog("info", (line) => clock.log.push(line));
  const names = ["writ.writ.svc", "127.0.0.1"];
  const certificate = await ServingCertificate.start({ settings: store.settings, log, now: () => clock.at, names });
  return Object.assign(clock, { certificate });
}

describe("ServingCertificate", () => {
  it("is for the names it is called by, and signed by an authority that signs nothing else", async () => {
    const { certificate } = await serving(openMemoryStore());
    const own = new X509Certificate(certificate.shown.certificate);
    const authority = new X509Certificate(certificate.shown.trusted);
    expect(own.checkHost("writ.writ.svc")).toBe("writ.writ.svc");
    expect(own.checkIP("127.0.0.1")).toBe("127.0.0.1");
    expect(own.checkHost("example.com")).toBeUndefined();
    expect(own.checkIssued(authority) && own.verify(authority.publicKey)).toBe(true);
    expect([own.ca, authority.ca]).toEqual([false, true]);
    expect(own.validToDate.getTime()).toBe(START + SERVING_MS);
  });

  it("is replaced before half of its life is over, and told to whoever shows it", async () => {
    const one = await serving(openMemoryStore());
    const told: string[] = [];
    one.certificate.onChange(({ certificate }) => told.push(certificate));
    one.at = START + SERVING_MS * 0.4;
    await one.certificate.look();
    expect(told).toEqual([]);
    one.at = START + SERVING_MS * 0.5;
    await one.certificate.look();
    expect(told).toEqual([one.certificate.shown.certificate]);
    expect(new X509Certificate(told[0] ?? "").validToDate.getTime()).toBe(one.at + SERVING_MS);
  });

  it("is replaced at once when the clock was set back before it, as it would not hold", async () => {
    const one = await serving(openMemoryStore());
    const { certificate } = one.certificate.shown;
    one.at = START - 7_200_000;
    await one.certificate.look();
    expect(one.certificate.shown.certificate).not.toBe(certificate);
  });

  it("stays while the store does not answer, which is reported", async () => {
    const store = openMemoryStore();
    const one = await serving(store);
    const { shown } = one.certificate;
    await store.close();
    one.at = START + SERVING_MS;
    await one.certificate.look();
    expect(one.certificate.shown).toEqual(shown);
    expect(one.log.join("")).toContain("the certificate of the webhook was not looked after");
  });
});
