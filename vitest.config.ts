import { defineConfig, type ViteUserConfig } from "vitest/config";
import { SummaryReporter } from "./test/summary-reporter.ts";

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ["@writ/source"] },
  ssr: { resolve: { conditions: ["@writ/source"], externalConditions: ["@writ/source"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    setupFiles: ["test/seed.ts"],
    reporters: ["default", new SummaryReporter()],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Half of the tests wait for processes of their own, so that no processor is kept for anything else.
    maxWorkers: "100%",
  },
});

export default config;
