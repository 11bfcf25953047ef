/** Runs the command line of this process. */
export async function main(): Promise<void> {
  await Promise.resolve();
}
