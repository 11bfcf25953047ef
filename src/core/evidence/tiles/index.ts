export { decodeBundle, encodeBundle, MAX_BUNDLE_BYTES, MAX_ENTRY_BYTES } from "./bundle.ts";
export { bundleAt, bundlesOver, rightEdge, tileAt, tilesOver, type LeafRange } from "./layout.ts";
export { edgeRoot, nodesFromTiles, tileHashes } from "./nodes.ts";
export { parseTilePath, tilePath, TILE_WIDTH, type TileName } from "./paths.ts";
