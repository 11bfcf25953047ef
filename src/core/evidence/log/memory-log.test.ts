import { describe } from "vitest";
import { nodeCrypto } from "#adapters/signers";
import { keepsTheContractOfLogs } from "../testing/log-contract.ts";
import { LOG } from "../testing/pack.ts";
import { createMemoryLog } from "./memory-log.ts";

describe("a log in memory", () => {
  keepsTheContractOfLogs(() => Promise.resolve(createMemoryLog(nodeCrypto.sha256, LOG)));
});
