import { expect, it } from "vitest";
import type { ClusterClient } from "#adapters/kubernetes";
import { createLog } from "../telemetry/log.ts";
import { Registration } from "./registration.ts";

it("tells once of a configuration that is not there, and once that it is", async () => {
  const logged: string[] = [];
  let isThere = false;
  const client: Pick<ClusterClient, "get" | "patch"> = {
    get: async () =>
      isThere
        ? { kind: "found", object: { metadata: { resourceVersion: "1" }, webhooks: [] } }
        : { kind: "refused", status: 404 },
    patch: async () => ({ kind: "refused", status: 404 }),
  };
  const log = createLog("info", (line) => logged.push(JSON.parse(line).message));
  const registration = new Registration({ client, name: "writ", secrets: null, trusted: () => null, log });
  for (const _ of [1, 2, 3]) expect(await registration.look()).toBe(false);
  expect(logged).toEqual(Array(2).fill("the cluster shows no configuration of the webhook"));
  isThere = true;
  for (const _ of [1, 2]) expect(await registration.look()).toBe(true);
  expect(logged.slice(2)).toEqual(Array(2).fill("the cluster shows the configuration of the webhook"));
});

const broken = (): Promise<never> => Promise.reject(new TypeError("a defect"));

it("reports a defect, and goes on", async () => {
  const logged: string[] = [];
  const client: Pick<ClusterClient, "get" | "patch"> = { get: broken, patch: broken };
  const log = createLog("info", (line) => logged.push(line));
  const registration = new Registration({ client, name: "writ", secrets: null, trusted: () => null, log });
  expect(await registration.look()).toBe(false);
  expect(logged.join("")).toContain("was not looked after");
});
