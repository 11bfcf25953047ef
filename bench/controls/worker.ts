import { parentPort } from "node:worker_threads";
import type { Inventories } from "./inventories.ts";
import { judgeStretch, shippedJudge, sumOf } from "./judge.ts";

const judge = shippedJudge();

parentPort?.on("message", ({ bytes, stretches }: Inventories) => {
  parentPort?.postMessage(sumOf(stretches.map((stretch) => judgeStretch(judge, bytes, stretch))));
});
parentPort?.postMessage("ready");
