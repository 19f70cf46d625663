"""What each message must and must not cause, seen with a client that shares no code with Jupyter."""

import os
import tempfile
import time

from wire import Kernel, delimiter

statuses = lambda messages: [each.state for each in messages if each.type == "status"]
types = lambda messages: [each.type for each in messages]


def starting_comes_once_and_welcome_first(_client):
    with Kernel() as kernel:
        client = kernel.client()
        # What is sent before it is welcomed may be answered before it listens.
        welcome = client.receive("iopub", 20)
        seen = [welcome, *client.until_idle(client.execute("1"))]
        assert sum(each.state == "starting" for each in seen) <= 1, statuses(seen)
        assert seen[0].type == "iopub_welcome" and seen[0].content == {"subscription": ""}, types(seen)


def every_request_is_between_busy_and_idle_on_shell_and_control(client):
    for channel, type in [("shell", "kernel_info_request"), ("control", "kernel_info_request"),
                          ("shell", "complete_request"), ("shell", "comm_info_request"),
                          ("shell", "history_request"), ("control", "interrupt_request")]:
        request = client.send(type, {"code": "", "cursor_pos": 0}, channel)
        mine = [each for each in client.until_idle(request) if each.of == request]
        assert statuses(mine) == ["busy", "idle"], (channel, type, statuses(mine))
        assert mine[-1].state == "idle"
        assert client.reply(request, channel).content["status"] == "ok"


def replies_carry_type_parent_version_and_the_kernels_own_session(client):
    request = client.send("kernel_info_request", {})
    reply = client.reply(request)
    assert reply.type == "kernel_info_reply" and reply.of == request
    assert reply.header["session"] != client.session and reply.header["version"] == "5.5"
    assert reply.parent["session"] == client.session
    client.until_idle(request)


def two_clients_get_their_own_replies_and_all_broadcasts(client):
    with Kernel() as kernel:
        one, two = kernel.ready(), kernel.ready()
        request = one.execute("'seen by both'")
        assert "execute_result" in types(two.until_idle(request))
        assert one.reply(request).of == request
        assert not two.sockets["shell"].poll(200)


def several_identity_frames_come_back_in_order(client):
    """A proxy in between adds frames; the reply finds its way by them."""
    header = client.header("kernel_info_request")
    import json
    parts = [json.dumps(part).encode() for part in (header, {}, {}, {})]
    client.sockets["shell"].send_multipart([b"hop-1", b"", b"hop-2", delimiter, client.sign(parts), *parts])
    reply = client.reply(header["msg_id"])
    assert reply.identities == [b"hop-1", b"", b"hop-2"], reply.identities
    client.until_idle(header["msg_id"])


def an_empty_key_switches_signatures_off(_client):
    with Kernel(key="") as kernel:
        client = kernel.ready()
        request = client.send("kernel_info_request", {}, signature=b"whatever")
        assert client.reply(request).signature == b""


def malformed_frames_are_dropped_and_logged(_client):
    with Kernel() as kernel:
        client = kernel.ready()
        good = [b"{}", b"{}", b"{}", b"{}"]
        for channel in ("shell", "control", "stdin"):
            send = client.sockets[channel].send_multipart
            send([b""])
            send([delimiter])
            send([delimiter, b"", *good])
            send([delimiter, client.sign(good), *good])
            send([delimiter, client.sign(good[:3]), *good[:3]])
            for text in (b"{", b"[]", b"null", b"\xff\xfe", b'"text"'):
                parts = [text, *good[1:]]
                send([delimiter, client.sign(parts), *parts])
            send([os.urandom(64) for _ in range(50)])
            forged = client.send("execute_request", {"code": "forged = 1"}, channel, signature=b"0" * 64)
            assert forged
        assert client.value("6 * 7") == "42"
        assert client.beats()
        # Channels are read beside each other: the last of one may come after the answer on another.
        until = time.monotonic() + 10
        while kernel.logged().count("message dropped") < 3 * 11 and time.monotonic() < until:
            time.sleep(0.05)
        assert kernel.logged().count("message dropped") >= 3 * 11, kernel.logged()


def unknown_messages_are_ignored_silently(client):
    for channel in ("shell", "control"):
        client.send("brew_coffee_request", {"cups": 2}, channel)
        client.send("create_subshell_request", {}, channel)
    request = client.execute("'still here'")
    seen = client.until_idle(request)
    assert all(each.of == request for each in seen), [each.header for each in seen]
    assert client.reply(request).content["status"] == "ok"
    assert not client.sockets["shell"].poll(100) and not client.sockets["control"].poll(100)
    assert "kernel subshells" not in client.ask("kernel_info_request", {})["supported_features"]


def display_ids_are_updated_by_later_cells(client):
    with_host = 'const host = (globalThis as any)[Symbol.for("jupyter.kernel")]; '
    _, shown = client.run(with_host + 'await display("one", { id: "probe" })')
    _, updated = client.run('await host.updateDisplay("two", "probe"); host.clearOutput(true)')
    assert [each.type for each in updated] == ["execute_input", "update_display_data", "clear_output"]
    assert shown[-1].content["transient"] == updated[1].content["transient"] == {"display_id": "probe"}
    assert updated[2].content == {"wait": True}


def json_data_is_sent_as_objects(client):
    code = '({ [Symbol.for("Jupyter.display")]: () => ({ "application/json": { a: [1, null] }, "text/plain": "a" }) })'
    _, outputs = client.run(code)
    assert outputs[-1].content["data"]["application/json"] == {"a": [1, None]}


def a_synchronous_prompt_blocks_only_its_cell(client):
    request = client.execute("console.log('before'); const who = prompt('Name? ', { password: true }); who", allow_stdin=True)
    question = client.receive("stdin")
    assert question.of == request and question.content == {"prompt": "Name? ", "password": True}
    assert client.beats()
    assert client.reply(client.send("kernel_info_request", {}), timeout=1).content["status"] == "ok"
    client.send("input_reply", {"value": "Ada", "status": "ok"}, "stdin", parent=question.header)
    outputs = client.outputs(request)
    assert outputs[-1].content["data"]["text/plain"] == "'Ada'", outputs[-1].content
    client.reply(request)


def a_blocking_prompt_is_interrupted(client):
    request = client.execute("prompt('?')", allow_stdin=True)
    client.receive("stdin")
    client.reply(client.send("interrupt_request", {}, "control"), "control")
    assert client.outputs(request, 5)[-1].content["ename"] == "KeyboardInterrupt"
    client.reply(request)
    assert client.value("'alive'") == "'alive'"


def a_prompt_is_an_error_where_no_input_is_taken(client):
    reply, _ = client.run("prompt('?')", allow_stdin=False)
    assert reply["status"] == "error" and "takes no input" in reply["evalue"]


def history_outlives_the_kernel_and_keeps_kernels_apart(_client):
    data = tempfile.mkdtemp(prefix="probe-")
    tail = {"hist_access_type": "tail", "n": 100, "output": True, "raw": True}
    with Kernel(JUPYTER_DATA_DIR=data) as one, Kernel(JUPYTER_DATA_DIR=data) as two:
        first, second = one.ready(), two.ready()
        for number in range(5):
            first.run(f"'one {number}'")
            second.run(f"'two {number}'")
        own = [entry[2][0] for entry in first.ask("history_request", tail)["history"]]
        assert own == ["0"] + [f"'one {number}'" for number in range(5)], own
    with Kernel(JUPYTER_DATA_DIR=data) as later:
        client = later.client()
        kept = client.ask("history_request", tail)["history"]
        sessions = sorted({entry[0] for entry in kept})
        assert len(sessions) == 2, kept
        for session, name in zip(sessions, ("one", "two")):
            cells = [entry[2] for entry in kept if entry[0] == session]
            assert cells == [["0", "0"]] + [[f"'{name} {n}'", f"'{name} {n}'"] for n in range(5)], cells
        search = {"hist_access_type": "search", "pattern": "*two*", "n": 2, "output": False, "raw": True}
        assert [entry[2] for entry in client.ask("history_request", search)["history"]] == ["'two 3'", "'two 4'"]
        before = {"hist_access_type": "range", "session": -1, "start": 2, "stop": 4}
        assert [entry[2] for entry in client.ask("history_request", before)["history"]] == ["'two 0'", "'two 1'"]


def an_idle_follows_everything_of_its_request(client):
    """Also what is printed at the very end, and what a display promises."""
    slow = '({ [Symbol.for("Jupyter.display")]: () => new Promise((r) => setTimeout(() => r({ "text/plain": "s" }), 50)) })'
    request = client.execute(f"display({slow}); for (let i = 0; i < 5000; i++) console.log(i); 7")
    seen = [each for each in client.until_idle(request) if each.of == request]
    assert types(seen)[-1] == "status" and types(seen).count("display_data") == 1
    assert "".join(each.content["text"] for each in seen if each.type == "stream").count("\n") == 5000
    client.reply(request)
    time.sleep(0.2)
    assert not client.sockets["iopub"].poll(0)


probes = [
    starting_comes_once_and_welcome_first,
    every_request_is_between_busy_and_idle_on_shell_and_control,
    replies_carry_type_parent_version_and_the_kernels_own_session,
    two_clients_get_their_own_replies_and_all_broadcasts,
    several_identity_frames_come_back_in_order,
    an_empty_key_switches_signatures_off,
    malformed_frames_are_dropped_and_logged,
    unknown_messages_are_ignored_silently,
    display_ids_are_updated_by_later_cells,
    json_data_is_sent_as_objects,
    a_synchronous_prompt_blocks_only_its_cell,
    a_blocking_prompt_is_interrupted,
    a_prompt_is_an_error_where_no_input_is_taken,
    history_outlives_the_kernel_and_keeps_kernels_apart,
    an_idle_follows_everything_of_its_request,
]
