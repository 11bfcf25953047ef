import type { YAMLMap, YAMLSeq } from "yaml";

type Write = YAMLSeq["toString"];

/** Makes a collection in brackets stay on the line that its author gave it, with this text within its brackets at either end. */
export function keepOnOneLine(node: YAMLSeq | YAMLMap, padding: "" | " "): void {
  const write: Write = node.toString.bind(node);
  node.toString = (context, ...rest) => {
    if (context === undefined) return write(context, ...rest);
    return write(
      { ...context, flowCollectionPadding: padding, options: { ...context.options, lineWidth: 0 } },
      ...rest,
    );
  };
}
