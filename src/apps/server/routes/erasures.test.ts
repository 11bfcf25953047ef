import { expect, it } from "vitest";
import { openMemoryStore } from "#adapters/stores";
import { callBy } from "../../../points/apply/testing/apply.ts";
import { createLog } from "../telemetry/log.ts";
import { erasureRoutes } from "./erasures.ts";

it.each([
  ["person:people:ada", "people:ada"],
  ["people:ada", "people:ada"],
  ["ada", "ada"],
])("removes the questions of `%s` by the id `%s`, and names nobody in the log", async (name, id) => {
  const store = openMemoryStore();
  const forgotten: string[] = [];
  store.recordings.forget = async (one) => forgotten.push(one);
  const logged: string[] = [];
  const log = createLog("info", (line) => logged.push(line));
  const disclosures = { forget: async () => 0 };
  const [route] = erasureRoutes({ store, log, disclosures, flush: null, recorder: null });
  await route?.handle({ name, basis: "gdpr-17" }, callBy("people:eve"));
  expect(forgotten).toEqual([id]);
  expect(logged.join("")).toContain("somebody was forgotten");
  expect(logged.join("")).not.toContain("people:");
});
