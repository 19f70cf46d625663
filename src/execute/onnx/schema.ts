/**
 * The part of the ONNX file format that we write, for protobufjs to encode.
 * Field numbers from onnx/onnx.proto of ONNX 1.16 (IR version 8, which declares opset 18 and later).
 */
import protobuf from "protobufjs";

const source = `
syntax = "proto3";
package onnx;
message AttributeProto {
  string name = 1; float f = 2; int64 i = 3; bytes s = 4; int32 type = 20;
  repeated float floats = 7; repeated int64 ints = 8;
}
message NodeProto {
  repeated string input = 1; repeated string output = 2; string name = 3; string op_type = 4;
  repeated AttributeProto attribute = 5; string domain = 7;
}
message TensorProto {
  repeated int64 dims = 1; int32 data_type = 2; string name = 8; bytes raw_data = 9;
}
message TensorShapeProto { message Dimension { int64 dim_value = 1; } repeated Dimension dim = 1; }
message TypeProto {
  message Tensor { int32 elem_type = 1; TensorShapeProto shape = 2; }
  Tensor tensor_type = 1;
}
message ValueInfoProto { string name = 1; TypeProto type = 2; }
message GraphProto {
  repeated NodeProto node = 1; string name = 2; repeated TensorProto initializer = 5;
  repeated ValueInfoProto input = 11; repeated ValueInfoProto output = 12;
}
message OperatorSetIdProto { string domain = 1; int64 version = 2; }
message ModelProto {
  int64 ir_version = 1; repeated OperatorSetIdProto opset_import = 8; GraphProto graph = 7;
}`;

export interface OnnxAttribute {
  name: string;
  type: number;
  f?: number;
  i?: number;
  s?: Uint8Array;
  floats?: readonly number[];
  ints?: readonly number[];
}

export interface OnnxNode {
  opType: string;
  input: readonly string[];
  output: readonly string[];
  domain: string;
  attribute: readonly OnnxAttribute[];
}

export interface OnnxTensor {
  name: string;
  dataType: number;
  dims: readonly number[];
  rawData: Uint8Array;
}

export interface OnnxValue {
  name: string;
  /** Left out where only a run tells it. */
  shape?: readonly number[];
  /** Default float32. */
  elemType?: number;
}

export const float32Type = 1;
export const int64Type = 7;
export const boolType = 9;
export const float64Type = 11;

/** The bytes of a model. */
export function encodeModel(graph: {
  nodes: readonly OnnxNode[];
  initializers: readonly OnnxTensor[];
  inputs: readonly OnnxValue[];
  outputs: readonly OnnxValue[];
}): Uint8Array {
  const value = ({ name, shape, elemType = float32Type }: OnnxValue) => {
    const sizes = shape && { shape: { dim: shape.map((d) => ({ dimValue: d })) } };
    return { name, type: { tensorType: { elemType, ...sizes } } };
  };
  const model = {
    irVersion: 8,
    // Opset 18: from 19 on ONNX Runtime 1.30 takes a naive kernel for AveragePool.
    opsetImport: [
      { domain: "", version: 18 },
      { domain: "com.microsoft", version: 1 },
      { domain: "com.microsoft.nchwc", version: 1 },
    ],
    graph: {
      name: "program",
      node: graph.nodes,
      initializer: graph.initializers,
      input: graph.inputs.map(value),
      output: graph.outputs.map(value),
    },
  };
  const type = modelType();
  return type.encode(type.fromObject(model)).finish();
}

let cached: protobuf.Type | undefined;

function modelType(): protobuf.Type {
  cached ??= protobuf.parse(source).root.lookupType("onnx.ModelProto");
  return cached;
}
