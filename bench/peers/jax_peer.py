"""JAX: everything under jit; forward over reverse, and linearize."""

import os
import time

from protocol import THREADS, Peer, read


def pin(cores):
    """XLA makes as many threads as the process may use cores; there is no other switch that it heeds."""
    if hasattr(os, "sched_setaffinity"):
        for thread in os.listdir("/proc/self/task"):
            os.sched_setaffinity(int(thread), cores)


ALL_CORES = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
pin(set(sorted(ALL_CORES)[:THREADS]))
os.environ["JAX_PLATFORMS"] = "cpu"
if THREADS == 1:
    os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
from jax import lax  # noqa: E402

jax.jit(lambda x: x + 1)(jnp.zeros(1)).block_until_ready()  # the thread pools are made here
pin(ALL_CORES)  # as many threads as asked for, on whichever cores are free

METHODS = {
    "gradient": ["jit(grad)"],
    "one-off product": ["jit(jvp(grad))"],
    "amortised product": ["linearize"],
}


def convolve(x, w, stride, padding):
    numbers = ("NHWC", "HWIO", "NHWC")
    return lax.conv_general_dilated(x, w, (stride, stride), padding, dimension_numbers=numbers)


def average_pool(x):
    window = (1, 2, 2, 1)
    return lax.reduce_window(x, 0.0, lax.add, window, window, "VALID") / 4


def mlp(p, x):
    h = jax.nn.relu(x @ p[0] + p[1])
    return jax.nn.relu(h @ p[2] + p[3]) @ p[4] + p[5]


def lenet(p, x):
    h = average_pool(jnp.tanh(convolve(x, p[0], 1, "VALID")))
    h = average_pool(jnp.tanh(convolve(h, p[1], 1, "VALID")))
    h = h.reshape(h.shape[0], -1)
    return jnp.tanh(jnp.tanh(h @ p[2]) @ p[3]) @ p[4]


def conv_net6(p, x):
    h = x
    for i in range(3):
        h = jax.nn.relu(convolve(h, p[2 * i], 2 if i else 1, "SAME"))
        h = jax.nn.relu(convolve(h, p[2 * i + 1], 1, "SAME"))
    return h.mean((1, 2)) @ p[6]


OUTPUTS = {"MLP": mlp, "LeNet": lenet, "ConvNet6": conv_net6}


def flatten(parts):
    return np.concatenate([np.asarray(part).reshape(-1) for part in parts])


class Jax(Peer):
    def versions(self):
        return {"jax": jax.__version__}

    def methods(self, data, quantity):
        return METHODS[quantity]

    def prepare(self, data, quantity, method):
        outputs = OUTPUTS[data["net"]]

        def loss(p, x, y):
            logits = jax.nn.log_softmax(outputs(p, x))
            return -jnp.take_along_axis(logits, y[:, None], 1).mean()

        p = [jnp.asarray(a) for a in data["parameters"]]
        v = [jnp.asarray(a) for a in data["tangents"]]
        x, y = jnp.asarray(data["inputs"]), jnp.asarray(data["targets"])
        if quantity == "gradient":
            compiled = jax.jit(jax.grad(loss))
            return lambda: jax.block_until_ready(compiled(p, x, y)), flatten
        gradient = jax.grad(loss)
        if quantity == "one-off product":
            product = jax.jit(lambda p, v, x, y: jax.jvp(lambda q: gradient(q, x, y), (p,), (v,))[1])
            return lambda: jax.block_until_ready(product(p, v, x, y)), flatten
        _, tangent_map = jax.linearize(lambda q: gradient(q, x, y), p)
        apply = jax.jit(lambda f, u: f(u))  # residuals as arguments: not folded into the program
        return lambda: jax.block_until_ready(apply(tangent_map, v)), flatten


    def handle_spectrum(self, folder, method, steps, starts, batch):
        """As torch's loop: linearize each batch once, orthogonalize twice against all."""
        data = read(folder)
        shapes = [p.shape for p in data["parameters"]]
        ends = np.cumsum([np.prod(s) for s in shapes])[:-1]
        outputs = OUTPUTS[data["net"]]
        vectors = [jnp.asarray(np.fromfile(start, np.float32)) for start in starts]
        began = time.perf_counter()

        def loss(p, x, y):
            logits = jax.nn.log_softmax(outputs(p, x))
            return -jnp.take_along_axis(logits, y[:, None], 1).mean()

        p = [jnp.asarray(a) for a in data["parameters"]]
        maps = []
        for i in range(0, len(data["targets"]), batch):
            x, y = (jnp.asarray(data[k][i : i + batch]) for k in ("inputs", "targets"))
            maps.append(jax.linearize(lambda q, x=x, y=y: jax.grad(loss)(q, x, y), p)[1])
        product = jax.jit(lambda f, u: jnp.concatenate([h.reshape(-1) for h in f(u)]))

        def apply(q):
            parts = [a.reshape(s) for a, s in zip(jnp.split(q, ends), shapes)]
            return sum(product(f, parts) for f in maps) / len(maps)

        project = jax.jit(lambda basis, w: w - basis.T @ (basis @ w))  # rows not there yet are zero
        apply(vectors[0]).block_until_ready()
        setup = time.perf_counter() - began
        nodes = [lanczos(apply, project, start, steps) for start in vectors]
        return {"seconds": time.perf_counter() - began, "setup": setup, "nodes": nodes}


def lanczos(apply, project, start, steps):
    basis = jnp.zeros((steps, start.size), jnp.float32)
    q = start / jnp.linalg.norm(start)
    alpha, beta = [], []
    for k in range(steps):
        basis = basis.at[k].set(q)
        w = apply(q)
        alpha.append(float(w @ q))
        w = project(basis, project(basis, w))
        beta.append(float(jnp.linalg.norm(w)))
        q = w / beta[-1]
    matrix = np.diag(alpha) + np.diag(beta[:-1], 1) + np.diag(beta[:-1], -1)
    return np.linalg.eigvalsh(matrix).tolist()


if __name__ == "__main__":
    Jax().serve()
