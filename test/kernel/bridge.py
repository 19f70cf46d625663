"""An independent Jupyter client for the kernel tests.

Reads one JSON command per line on stdin and answers with one JSON line each. Messages are sent and received by
Jupyter's own jupyter_client, so that the kernel is tested against a foreign reading of the protocol.
"""

import base64
import hashlib
import hmac
import json
import queue
import sys
import time

from jupyter_client.manager import KernelManager

managers = {}


def plain(message):
    buffers = [base64.b64encode(bytes(b)).decode() for b in message.get("buffers", [])]
    return {
        "type": message["header"]["msg_type"],
        "id": message["header"]["msg_id"],
        "session": message["header"]["session"],
        "version": message["header"]["version"],
        "parent": (message.get("parent_header") or {}).get("msg_id"),
        "metadata": message["metadata"],
        "content": message["content"],
        "buffers": buffers,
        "at": time.time(),
    }


class Client:
    def __init__(self, cwd):
        self.manager = KernelManager(kernel_name="typescript")
        self.manager.start_kernel(cwd=cwd)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        self.seen = []

    def send(self, channel, type, content, metadata=None, buffers=None):
        message = self.client.session.msg(type, content, metadata=metadata)
        socket = getattr(self.client, f"{channel}_channel").socket
        raw = [base64.b64decode(b) for b in buffers or []]
        self.client.session.send(socket, message, buffers=raw or None)
        return message["header"]["msg_id"]

    def receive(self, channel, timeout):
        try:
            return plain(getattr(self.client, f"{channel}_channel").get_msg(timeout=timeout))
        except queue.Empty:
            return None

    def iopub_until(self, type, parent, state, timeout):
        """All iopub messages up to the wanted one; messages are never thrown away unseen."""
        end = time.time() + timeout
        messages = []
        while time.time() < end:
            message = self.receive("iopub", max(0.01, end - time.time()))
            if message is None:
                break
            messages.append(message)
            fits = message["type"] == type and (parent is None or message["parent"] == parent)
            if fits and (state is None or message["content"].get("execution_state") == state):
                return messages
        raise TimeoutError(f"no {type} {state or ''} in {timeout} s; got {json.dumps(messages)[-2000:]}")

    def reply_to(self, channel, parent, timeout):
        end = time.time() + timeout
        while time.time() < end:
            message = self.receive(channel, max(0.01, end - time.time()))
            if message is not None and message["parent"] == parent:
                return message
        raise TimeoutError(f"no reply on {channel} in {timeout} s")

    def raw_shell(self, parts, signature):
        """Sends four JSON texts with a signature of the test's choosing."""
        frames = [b"<IDS|MSG>", signature.encode()] + [p.encode() for p in parts]
        self.client.shell_channel.socket.send_multipart(frames)

    def sign(self, parts):
        key = self.client.session.key
        digest = hmac.new(key, digestmod=hashlib.sha256)
        for part in parts:
            digest.update(part.encode())
        return digest.hexdigest()


def start(name, cwd):
    before = time.time()
    managers[name] = Client(cwd)
    return {"seconds": time.time() - before, "pid": managers[name].manager.provisioner.pid}


def send(name, **arguments):
    return managers[name].send(**arguments)


def receive(name, channel, timeout=1):
    return managers[name].receive(channel, timeout)


def iopub(name, type, parent=None, state=None, timeout=30):
    return managers[name].iopub_until(type, parent, state, timeout)


def reply(name, channel, parent, timeout=30):
    return managers[name].reply_to(channel, parent, timeout)


def heartbeat(name, seconds):
    """How often the kernel answered pings within the time."""
    client = managers[name].client
    import zmq

    socket = zmq.Context.instance().socket(zmq.REQ)
    socket.linger = 0
    socket.connect(f"tcp://{client.ip}:{client.hb_port}")
    end, beats = time.time() + seconds, 0
    while time.time() < end:
        socket.send(b"ping")
        if not socket.poll(500):
            break
        beats += socket.recv() == b"ping"
        time.sleep(0.02)
    socket.close()
    return beats


def welcome(name):
    """What a further client that subscribes is sent first."""
    client = managers[name].client
    import zmq

    socket = zmq.Context.instance().socket(zmq.SUB)
    socket.linger = 0
    socket.connect(f"tcp://{client.ip}:{client.iopub_port}")
    socket.subscribe(b"")
    if not socket.poll(3000):
        raise TimeoutError("no welcome in 3 s")
    frames = socket.recv_multipart()
    socket.close()
    header, _parent, _metadata, content = [json.loads(frame) for frame in frames[3:7]]
    return {"msg_type": header["msg_type"], "content": content}


def raw(name, parts, signature=None):
    client = managers[name]
    client.raw_shell(parts, client.sign(parts) if signature is None else signature)


def shutdown(name, restart=False):
    """Asks for a shutdown; tells the reply and how long the process took to end."""
    client = managers.pop(name)
    before = time.time()
    parent = client.send("control", "shutdown_request", {"restart": restart})
    answer = client.reply_to("control", parent, 5)
    while client.manager.is_alive() and time.time() - before < 10:
        time.sleep(0.01)
    seconds, alive = time.time() - before, client.manager.is_alive()
    if alive:
        client.manager.shutdown_kernel(now=True)
    client.client.stop_channels()
    client.manager.cleanup_resources()
    return {"reply": answer, "seconds": seconds, "alive": alive}


def await_death(name, timeout):
    """Waits until the kernel's process has ended by itself."""
    manager, end = managers[name].manager, time.time() + timeout
    while manager.is_alive():
        if time.time() > end:
            raise TimeoutError(f"the kernel still lives after {timeout} s")
        time.sleep(0.05)


def start_again(name, kill=False):
    """As a Jupyter server restarts a kernel, whether it died or is asked to end: same connection file."""
    client = managers[name]
    if kill:
        client.manager.restart_kernel()
    else:
        client.manager.start_kernel(**client.manager._launch_args)
    client.client.stop_channels()
    client.client = client.manager.client()
    client.client.start_channels()
    client.client.wait_for_ready(timeout=60)


def timings(name, codes):
    """Milliseconds from request to idle, one cell after the other, without the bridge in between."""
    client, times = managers[name], []
    for code in codes:
        before = time.perf_counter()
        parent = client.client.execute(code)
        while True:
            message = client.client.get_iopub_msg(timeout=30)
            done = message["content"].get("execution_state") == "idle"
            if done and message["parent_header"].get("msg_id") == parent:
                break
        times.append((time.perf_counter() - before) * 1000)
    while client.receive("shell", 0.05):
        pass
    return times


commands = [start, send, receive, iopub, reply, heartbeat, welcome, raw, shutdown, await_death, start_again, timings]
table = {command.__name__: command for command in commands}

for line in sys.stdin:
    request = json.loads(line)
    try:
        result = table[request.pop("command")](**request)
        print(json.dumps({"result": result}), flush=True)
    except Exception as error:  # every failure is the test's to see
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
for client in managers.values():
    client.manager.shutdown_kernel(now=True)
