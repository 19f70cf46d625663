"""The nets in PyTorch: the same functions of the same numbers, in its own fastest layout.

Two layouts have to be translated, once and outside all timing. Filters are OIHW. TensorFlow's "same"
padding at stride 2 puts its zeros at the end, torch's `padding=1` on both sides; on images and filters
that are mirrored the two are the same function, so ConvNet6 runs on mirrored ones.
"""

import numpy as np
import torch
import torch.nn.functional as F


def mlp(p, x):
    h = F.relu(torch.addmm(p[1], x, p[0]))
    h = F.relu(torch.addmm(p[3], h, p[2]))
    return torch.addmm(p[5], h, p[4])


def tanh_mlp(p, x):
    h = torch.tanh(torch.addmm(p[1], x, p[0]))
    h = torch.tanh(torch.addmm(p[3], h, p[2]))
    return torch.addmm(p[5], h, p[4])


def lenet(p, x):
    h = F.avg_pool2d(torch.tanh(F.conv2d(x, p[0])), 2)
    h = F.avg_pool2d(torch.tanh(F.conv2d(h, p[1])), 2)
    h = h.flatten(1)
    return torch.tanh(torch.tanh(h @ p[2]) @ p[3]) @ p[4]


def conv_net6(p, x):
    h = x
    for i in range(3):
        h = F.relu(F.conv2d(h, p[2 * i], stride=2 if i else 1, padding=1))
        h = F.relu(F.conv2d(h, p[2 * i + 1], padding=1))
    return h.mean((2, 3)) @ p[6]


OUTPUTS = {"MLP": mlp, "tanh MLP": tanh_mlp, "LeNet": lenet, "ConvNet6": conv_net6}


class Net:
    """A net in one memory format, with the way back into our order of numbers."""

    def __init__(self, data, channels_last=False):
        self.name = data["net"]
        self.mirrored = self.name == "ConvNet6"
        self.channels_last = channels_last
        self.shapes = [p.shape for p in data["parameters"]]
        self.parameters = tuple(self.to_torch(p) for p in data["parameters"])
        self.tangents = tuple(self.to_torch(t) for t in data["tangents"])
        self.inputs = self.image(data["inputs"]) if data["inputs"].ndim == 4 else tensor(data["inputs"])
        self.targets = torch.from_numpy(data["targets"].astype(np.int64))

    def formatted(self, array):
        t = tensor(array)
        return t.contiguous(memory_format=torch.channels_last) if self.channels_last else t

    def image(self, x):
        if self.mirrored:
            x = x[:, ::-1, ::-1]
        return self.formatted(x.transpose(0, 3, 1, 2))

    def to_torch(self, w):
        if w.ndim == 4:
            if self.mirrored:
                w = w[::-1, ::-1]
            return self.formatted(w.transpose(3, 2, 0, 1))
        if self.name == "LeNet" and w.shape == (256, 120):  # rows are h, w, c; torch flattens c, h, w
            w = w.reshape(4, 4, 16, 120).transpose(2, 0, 1, 3).reshape(256, 120)
        return tensor(w)

    def from_torch(self, w, shape):
        w = w.detach().numpy()
        if w.ndim == 4:
            w = w.transpose(2, 3, 1, 0)
            return w[::-1, ::-1] if self.mirrored else w
        if self.name == "LeNet" and tuple(shape) == (256, 120):
            return w.reshape(16, 4, 4, 120).transpose(1, 2, 0, 3)
        return w

    def flatten(self, parts):
        return np.concatenate([self.from_torch(w, s).reshape(-1) for w, s in zip(parts, self.shapes)])

    def rows(self, start, stop):
        """A function of the parameters: the loss on some rows."""
        inputs, targets = self.inputs[start:stop], self.targets[start:stop]
        if self.channels_last and inputs.ndim == 4:
            inputs = inputs.contiguous(memory_format=torch.channels_last)
        outputs = OUTPUTS[self.name]
        return lambda *p: F.cross_entropy(outputs(p, inputs), targets)


def tensor(array):
    return torch.from_numpy(np.ascontiguousarray(array))
