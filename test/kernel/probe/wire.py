"""A Jupyter client of a few lines, on ZeroMQ alone: nothing of jupyter_client, so that both can be wrong separately."""

import hashlib
import hmac
import json
import os
import signal
import socket
import subprocess
import tempfile
import time
import uuid

import zmq

delimiter = b"<IDS|MSG>"
channels = ("shell", "iopub", "stdin", "control", "hb")
kinds = {"shell": zmq.DEALER, "iopub": zmq.SUB, "stdin": zmq.DEALER, "control": zmq.DEALER, "hb": zmq.REQ}


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


class Message:
    def __init__(self, frames):
        at = frames.index(delimiter)
        self.identities, self.signature, parts = frames[:at], frames[at + 1], frames[at + 2 : at + 6]
        self.parts, self.buffers = parts, frames[at + 6 :]
        self.header, self.parent, self.metadata, self.content = [json.loads(part) for part in parts]
        self.type, self.of = self.header["msg_type"], self.parent.get("msg_id")

    @property
    def state(self):
        return self.content.get("execution_state")


class Client:
    """One front end: its own session, sockets and clock."""

    def __init__(self, connection, receive_limit=0):
        self.connection, self.key = connection, connection["key"].encode()
        self.session = uuid.uuid4().hex
        self.sockets = {}
        for channel in channels:
            each = zmq.Context.instance().socket(kinds[channel])
            each.linger = 0
            each.rcvhwm = receive_limit
            if kinds[channel] == zmq.DEALER:
                each.identity = self.session.encode()
            each.connect(f"tcp://{connection['ip']}:{connection[f'{channel}_port']}")
            self.sockets[channel] = each
        self.sockets["iopub"].subscribe(b"")

    def sign(self, parts):
        return hmac.new(self.key, b"".join(parts), hashlib.sha256).hexdigest().encode() if self.key else b""

    def header(self, type):
        names = {"msg_id": uuid.uuid4().hex, "session": self.session, "username": "probe"}
        return {**names, "msg_type": type, "version": "5.3", "date": "2026-01-01T00:00:00Z"}

    def send(self, type, content, channel="shell", buffers=(), parent=None, signature=None):
        header = self.header(type)
        parts = [json.dumps(part).encode() for part in (header, parent or {}, {}, content)]
        frames = [delimiter, self.sign(parts) if signature is None else signature, *parts, *buffers]
        self.sockets[channel].send_multipart(frames)
        return header["msg_id"]

    def execute(self, code, **more):
        return self.send("execute_request", {"code": code, "silent": False, **more})

    def receive(self, channel, timeout=10.0):
        if not self.sockets[channel].poll(timeout * 1000):
            raise TimeoutError(f"nothing on {channel} in {timeout} s")
        message = Message(self.sockets[channel].recv_multipart())
        assert self.sign(message.parts) == message.signature, "the kernel signs what it sends"
        return message

    def reply(self, request, channel="shell", timeout=30.0):
        until = time.time() + timeout
        while True:
            message = self.receive(channel, max(0.01, until - time.time()))
            if message.of == request:
                return message

    def until_idle(self, request, timeout=30.0):
        """All that is broadcast up to the idle of a request."""
        until, seen = time.time() + timeout, []
        while True:
            seen.append(self.receive("iopub", max(0.01, until - time.time())))
            if seen[-1].of == request and seen[-1].state == "idle":
                return seen

    def outputs(self, request, timeout=30.0):
        """What belongs to a request, without its statuses."""
        seen = self.until_idle(request, timeout)
        return [each for each in seen if each.of == request and each.type != "status"]

    def run(self, code, timeout=30.0, **more):
        request = self.execute(code, **more)
        outputs = self.outputs(request, timeout)
        return self.reply(request, timeout=timeout).content, outputs

    def value(self, code):
        """The text of a cell's result."""
        reply, outputs = self.run(code)
        results = [each for each in outputs if each.type == "execute_result"]
        assert results, f"{code!r} has no result: {reply}"
        return results[-1].content["data"]["text/plain"]

    def ask(self, type, content, channel="shell"):
        request = self.send(type, content, channel)
        self.until_idle(request)
        return self.reply(request, channel).content

    def beats(self, timeout=0.5):
        self.sockets["hb"].send(b"ping")
        return bool(self.sockets["hb"].poll(timeout * 1000)) and self.sockets["hb"].recv() == b"ping"

    def close(self):
        for each in self.sockets.values():
            each.close()


class Kernel:
    """The process, started as its kernelspec says, in a session of its own as Jupyter does."""

    def __init__(self, key="probe", folder=None, connection=None, **environment):
        ports = dict(zip([f"{channel}_port" for channel in channels], free_ports(5)))
        self.connection = {"ip": "127.0.0.1", "transport": "tcp", "key": key, **ports}
        self.connection["signature_scheme"] = "hmac-sha256"
        self.folder = folder or tempfile.mkdtemp(prefix="probe-")
        self.file = connection or os.path.join(self.folder, f"kernel-{uuid.uuid4()}.json")
        with open(self.file, "w") as file:
            json.dump(self.connection, file)
        with open(os.environ["PROBE_KERNELSPEC"]) as file:
            argv = [self.file if part == "{connection_file}" else part for part in json.load(file)["argv"]]
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            argv,
            cwd=self.folder,
            env={**os.environ, "TYPESCRIPT_KERNEL_LOG": "1", **environment},
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
        )
        self.clients = []

    def client(self, **options):
        client = Client(self.connection, **options)
        self.clients.append(client)
        return client

    def ready(self, **options):
        """A client that has seen the first cell end."""
        client = self.client(**options)
        assert client.receive("iopub", 20).type in ("iopub_welcome", "status")
        client.run("0")
        return client

    def logged(self):
        self.log.seek(0)
        return self.log.read().decode()

    def memory(self):
        """Megabytes of memory that the process holds."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) for line in file if line.startswith("VmRSS")) / 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self.clients:
            client.close()
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
