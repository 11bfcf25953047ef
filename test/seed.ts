// `WRIT_SEED` makes property tests repeatable: with it every run tries the same values, without it every run explores anew.
const { WRIT_SEED } = process.env;

if (WRIT_SEED !== undefined) {
  const { configureGlobal } = await import("fast-check");
  configureGlobal({ seed: Number(WRIT_SEED) });
}
