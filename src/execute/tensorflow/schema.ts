/**
 * The part of TensorFlow's SavedModel format that we write, for protobufjs to encode: one graph
 * without variables, functions and signatures. Field numbers from tensorflow/core/framework/
 * {graph,node_def,attr_value,tensor,tensor_shape}.proto and core/protobuf/{meta_graph,saved_model}.proto.
 */
import protobuf from "protobufjs";

const source = `
syntax = "proto3";
package tensorflow;
message TensorShapeProto { message Dim { int64 size = 1; } repeated Dim dim = 2; }
message TensorProto { int32 dtype = 1; TensorShapeProto tensor_shape = 2; bytes tensor_content = 4; }
message AttrValue {
  message ListValue { repeated int64 i = 3; }
  oneof value {
    ListValue list = 1; bytes s = 2; int64 i = 3; bool b = 5; int32 type = 6;
    TensorShapeProto shape = 7; TensorProto tensor = 8;
  }
}
message NodeDef {
  string name = 1; string op = 2; repeated string input = 3; map<string, AttrValue> attr = 5;
}
message VersionDef { int32 producer = 1; }
message GraphDef { repeated NodeDef node = 1; VersionDef versions = 4; }
message MetaGraphDef {
  message MetaInfoDef { repeated string tags = 4; }
  MetaInfoDef meta_info_def = 1; GraphDef graph_def = 2;
}
message SavedModel { int64 saved_model_schema_version = 1; repeated MetaGraphDef meta_graphs = 2; }`;

interface ShapeMessage {
  readonly dim: readonly { readonly size: number }[];
}

export type AttributeMessage =
  | { readonly list: { readonly i: readonly number[] } }
  | { readonly s: Uint8Array }
  | { readonly i: number }
  | { readonly b: boolean }
  | { readonly type: number }
  | { readonly shape: ShapeMessage }
  | {
      readonly tensor: {
        readonly dtype: number;
        readonly tensorShape: ShapeMessage;
        readonly tensorContent: Uint8Array;
      };
    };

export interface NodeMessage {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, AttributeMessage>>;
}

/** Values of DataType. */
export const float32Type = 1;
export const int32Type = 3;
export const boolType = 10;

export const shapeMessage = (shape: readonly number[]): ShapeMessage => ({
  dim: shape.map((size) => ({ size })),
});

/** The name under which the one graph of a model is found. */
export const tag = "serve";

/** The bytes of a file saved_model.pb. */
export function encodeSavedModel(nodes: readonly NodeMessage[]): Uint8Array {
  const model = {
    savedModelSchemaVersion: 1,
    metaGraphs: [
      {
        metaInfoDef: { tags: [tag] },
        // The graph version of TensorFlow 2.7: each later library reads it, ours of 2.9 included.
        graphDef: { node: nodes, versions: { producer: 900 } },
      },
    ],
  };
  const type = modelType();
  return type.encode(type.fromObject(model)).finish();
}

let cached: protobuf.Type | undefined;

function modelType(): protobuf.Type {
  cached ??= protobuf.parse(source).root.lookupType("tensorflow.SavedModel");
  return cached;
}
