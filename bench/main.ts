import { compareEngines } from "./compare.ts";
console.log(compareEngines({ rounds: Number(process.argv[2] ?? 5), roundMs: 20 }));
