import type { Position } from "#core/diagnostics";

/** A path into a document: object keys and list positions, as in `["spec", "containers", 0, "image"]`. */
export type Path = readonly (string | number)[];

/** Where something is in what the user handed in. `address` names it in the source's own terms (a Terraform address, `namespace/name`). */
export interface SourceRef {
  readonly file: string;
  readonly address: string;
  readonly path: Path;
}

/** A source reference with the exact place in a text file, as far as it is known. */
export interface Location extends SourceRef {
  readonly start?: Position;
  readonly end?: Position;
}

/** Finds the place of a path inside a resource; answers the nearest enclosing place when the path itself is not in the text. */
export type Locate = (ref: SourceRef) => Location;
