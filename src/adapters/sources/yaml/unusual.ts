/** Thrown within the fast reader when it meets what it leaves to the YAML library; caught where it was started. */
export const UNUSUAL: Error = new Error("left to the YAML library");
