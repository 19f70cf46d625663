"""PyTorch: eager double backward, a retained graph, torch.func; and two ways to a spectrum."""

import time

import numpy as np
import torch
from protocol import THREADS, Peer, read
import torch.nn.functional as F
from torch.func import grad, jvp, linearize, vmap
from torch_nets import OUTPUTS, Net

torch.set_num_threads(THREADS)

METHODS = {
    "gradient": ["autograd"],
    "one-off product": ["double backward", "func jvp(grad)"],
    "amortised product": ["retained graph", "func.linearize"],
}


def leaves(parameters):
    return tuple(p.clone().requires_grad_() for p in parameters)


def make(net, quantity, method):
    """A function without arguments that computes the quantity once."""
    loss = net.rows(0, len(net.targets))
    v = net.tangents
    if method == "autograd":
        p = leaves(net.parameters)
        return lambda: torch.autograd.grad(loss(*p), p)
    if method == "double backward":
        p = leaves(net.parameters)

        def product():
            g = torch.autograd.grad(loss(*p), p, create_graph=True)
            return torch.autograd.grad(g, p, grad_outputs=v)

        return product
    if method == "retained graph":
        p = leaves(net.parameters)
        g = torch.autograd.grad(loss(*p), p, create_graph=True)
        return lambda: torch.autograd.grad(g, p, grad_outputs=v, retain_graph=True)
    gradient = grad(loss, argnums=tuple(range(len(v))))
    if method == "func jvp(grad)":
        return lambda: jvp(gradient, net.parameters, v)[1]
    if method == "func.linearize":
        _, product = linearize(gradient, *net.parameters)
        return lambda: product(*v)
    raise ValueError(f"unknown method {method} of {quantity}")


def patch_eig():
    """PyHessian 0.1 calls torch.eig, which torch no longer has."""

    def eig(matrix, eigenvectors=True):
        values, vectors = torch.linalg.eigh(matrix)
        return torch.stack([values, torch.zeros_like(values)], 1), vectors

    torch.eig = eig


class Module(torch.nn.Module):
    def __init__(self, net):
        super().__init__()
        self.outputs = OUTPUTS[net.name]
        self.weights = torch.nn.ParameterList(torch.nn.Parameter(p.clone()) for p in net.parameters)

    def forward(self, x):
        return self.outputs(tuple(self.weights), x)


def pyhessian_spectrum(net, steps, starts, batch):
    import pyhessian

    patch_eig()
    loader = [
        (net.inputs[i : i + batch], net.targets[i : i + batch])
        for i in range(0, len(net.targets), batch)
    ]
    matrix = pyhessian.hessian(Module(net), torch.nn.CrossEntropyLoss(), dataloader=loader, cuda=False)
    nodes, _ = matrix.density(iter=steps, n_v=len(starts))
    return 0.0, [[float(x) for x in each] for each in nodes]


def curvlinops_spectrum(net, steps, starts, batch):
    """Its Lanczos has no reorthogonalisation: an outlier may come twice."""
    from curvlinops import HessianLinearOperator
    from curvlinops.papyan2020traces.spectrum import fast_lanczos

    began = time.perf_counter()
    model = Module(net)
    loader = [
        (net.inputs[i : i + batch], net.targets[i : i + batch])
        for i in range(0, len(net.targets), batch)
    ]
    loss = torch.nn.CrossEntropyLoss()
    parameters = list(model.parameters())
    matrix = HessianLinearOperator(model, loss, parameters, loader, check_deterministic=False)
    setup = time.perf_counter() - began
    nodes = [fast_lanczos(matrix, steps)[0].tolist() for _ in starts]
    return setup, nodes


def linearize_spectrum(net, steps, starts, batch):
    """What an expert would write: linearize each batch once, orthogonalize twice against all."""
    began = time.perf_counter()
    count = len(net.targets)
    sizes = [p.numel() for p in net.parameters]
    products = []
    for i in range(0, count, batch):
        gradient = grad(net.rows(i, i + batch), argnums=tuple(range(len(sizes))))
        products.append(linearize(gradient, *net.parameters)[1])
    setup = time.perf_counter() - began

    def apply(q):
        parts = [s.view(p.shape) for s, p in zip(q.split(sizes), net.parameters)]
        total = None
        for product in products:
            flat = torch.cat([h.reshape(-1) for h in product(*parts)])
            total = flat if total is None else total.add_(flat)
        return total.div_(len(products))

    results = []
    for start in starts:
        basis = torch.empty(steps, start.numel())
        q = start / start.norm()
        alpha, beta = [], []
        for k in range(steps):
            basis[k] = q
            w = apply(q)
            alpha.append(torch.dot(w, q).item())
            known = basis[: k + 1]
            for _ in range(2):
                w = torch.addmv(w, known.T, known @ w, alpha=-1)
            beta.append(w.norm().item())
            q = w / beta[-1]
        matrix = np.diag(alpha) + np.diag(beta[:-1], 1) + np.diag(beta[:-1], -1)
        results.append(np.linalg.eigvalsh(matrix).tolist())
    return setup, results


def dense_hessian(net):
    """Every entry of the Hessian in float64: products with unit vectors, many at a time."""
    parameters = tuple(p.double() for p in net.parameters)
    sizes = [p.numel() for p in parameters]
    inputs, outputs = net.inputs.double(), OUTPUTS[net.name]
    gradient = grad(lambda *p: F.cross_entropy(outputs(p, inputs), net.targets), tuple(range(len(sizes))))
    _, product = linearize(gradient, *parameters)

    def column(q):
        parts = [s.view(p.shape) for s, p in zip(q.split(sizes), parameters)]
        return torch.cat([h.reshape(-1) for h in product(*parts)])

    units = torch.eye(sum(sizes), dtype=torch.float64)
    return torch.cat([vmap(column)(block) for block in units.split(100)])


class Torch(Peer):
    def versions(self):
        return {"torch": torch.__version__}

    def methods(self, data, quantity):
        formats = ["NCHW", "channels_last"] if data["inputs"].ndim == 4 else [""]
        return [f"{m} {f}".strip() for m in METHODS[quantity] for f in formats]

    def prepare(self, data, quantity, method):
        channels_last = method.endswith("channels_last")
        net = Net(data, channels_last)
        bare = method.removesuffix(" channels_last").removesuffix(" NCHW")
        return make(net, quantity, bare), net.flatten

    def handle_exact_eigenvalues(self, folder, file):
        """Ascending, by LAPACK; says how far the matrix is from symmetric."""
        matrix = dense_hessian(Net(read(folder))).numpy()
        asymmetry = np.abs(matrix - matrix.T).max() / np.abs(matrix).max()
        np.linalg.eigvalsh((matrix + matrix.T) / 2).tofile(file)
        return {"asymmetry": float(asymmetry)}

    def handle_spectrum(self, folder, method, steps, starts, batch):
        net = Net(read(folder))
        vectors = []
        for start in starts:
            flat, offset = np.fromfile(start, np.float32), 0
            parts = []
            for shape in net.shapes:
                size = int(np.prod(shape))
                parts.append(net.to_torch(flat[offset : offset + size].reshape(shape)).reshape(-1))
                offset += size
            vectors.append(torch.cat(parts))
        run = {
            "PyHessian density": pyhessian_spectrum,
            "curvlinops fast_lanczos": curvlinops_spectrum,
            "linearize loop": linearize_spectrum,
        }[method]
        began = time.perf_counter()
        setup, nodes = run(net, steps, vectors, batch)
        return {"seconds": time.perf_counter() - began, "setup": setup, "nodes": nodes}


if __name__ == "__main__":
    Torch().serve()
