import { defineConfig, type ViteUserConfig } from "vitest/config";

const config: ViteUserConfig = defineConfig({
  resolve: { conditions: ["@writ/source"] },
  ssr: { resolve: { conditions: ["@writ/source"], externalConditions: ["@writ/source"] } },
  test: {
    include: ["src/**/*.test.ts", "test/**/*.test.ts"],
    reporters: ["default"],
    testTimeout: 60_000,
  },
});

export default config;
