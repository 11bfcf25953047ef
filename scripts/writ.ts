// Runs the command line from the sources: `npm run writ -- check …`.
import { main } from "../src/apps/cli/main.ts";

await main();
