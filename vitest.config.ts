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
  },
});

export default config;
