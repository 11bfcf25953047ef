const INT_ENUMS =
  "An enum is an int, as in cel-go; a type for each enum is an option that the specification leaves open";

/** Conformance cases that Writ answers differently, each with the reason. A case here must fail; one that passes must leave the list. */
export const CONFORMANCE_GAPS: ReadonlyMap<string, string> = new Map([
  ...["type_global", "type_nested", "field_type", "assign_standalone_int", "convert_string"].flatMap(inBothVersions),
  ...["convert_int_inrange", "convert_int_big", "convert_int_neg"].flatMap(inBothVersions),
  ["enums/strong_proto3/assign_standalone_int_big", INT_ENUMS],
  ["enums/strong_proto3/assign_standalone_int_neg", INT_ENUMS],
]);

function inBothVersions(name: string): readonly (readonly [string, string])[] {
  return ["proto2", "proto3"].map((version) => [`enums/strong_${version}/${name}`, INT_ENUMS]);
}
