"""Interrupts, ends and restarts by message; the heartbeat answers all the while."""

import os
import time

from wire import Kernel


def stopped(client, code, late=False):
    """Interrupts a cell that runs for ever; the heartbeat must answer before, during and after."""
    client.run("let kept = 41")
    request = client.execute(code)
    if late:  # the loop begins when its cell has ended
        client.reply(request)
        client.until_idle(request)
    time.sleep(0.3)
    assert client.beats()
    started = time.time()
    client.send("interrupt_request", {}, "control")
    if not late:
        ename = client.outputs(request, 10)[-1].content.get("ename")
        assert ename == "KeyboardInterrupt", ename
        assert client.reply(request).content["status"] == "error"
        assert time.time() - started < 3
    assert client.beats()
    assert client.value("kept + 1") == "42"


def a_synchronous_loop_is_interrupted(client):
    stopped(client, "for (;;) {}")


def an_awaiting_cell_is_interrupted(client):
    stopped(client, "await new Promise(() => {})")


def a_loop_after_an_await_is_interrupted(client):
    stopped(client, "await new Promise((r) => setTimeout(r, 10)); for (;;) {}")


def a_loop_in_a_timer_is_interrupted(client):
    stopped(client, "setInterval(() => { for (;;) {} }, 50); 1", late=True)


def a_loop_in_a_worker_does_not_hold_up_the_kernel(client):
    """Threads of cells are no business of an interrupt; the cell that waits for one is."""
    worker = 'new (require("node:worker_threads").Worker)("for (;;) {}", { eval: true })'
    stopped(client, f"const thread = {worker}; await new Promise(() => {{}})")
    client.run("await thread.terminate()")


def blocking_on_a_lock_is_interrupted(client):
    stopped(client, "Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)")


def an_interrupt_with_nothing_to_stop_is_answered(client):
    request = client.send("interrupt_request", {}, "control")
    assert client.reply(request, "control", 2).content == {"status": "ok"}
    client.until_idle(request)
    assert client.value("6 * 7") == "42"


def ended(code, restart, channel="control"):
    with Kernel() as kernel:
        client = kernel.ready()
        if code:
            client.execute(code)
            time.sleep(0.2)
        started = time.time()
        request = client.send("shutdown_request", {"restart": restart}, channel)
        reply = client.reply(request, channel, 3)
        assert reply.type == "shutdown_reply" and reply.content == {"status": "ok", "restart": restart}
        seen = client.until_idle(request, 3)
        assert "shutdown_reply" in [each.type for each in seen], "other clients hear of it"
        kernel.process.wait(3)
        assert time.time() - started < 1, time.time() - started
        left = [name for name in os.listdir(kernel.folder) if name.endswith((".running", ".report"))]
        assert left == [], left


def a_shutdown_ends_an_idle_kernel_within_a_second(_client):
    ended("", False)


def a_restart_is_echoed_and_ends_a_computing_kernel(_client):
    ended("for (;;) {}", True)


def a_shutdown_on_the_shell_channel_works_as_well(_client):
    ended("", False, "shell")


def requests_that_came_before_the_kernel_was_ready_are_answered(_client):
    with Kernel() as kernel:
        client = kernel.client()
        ids = [client.send("kernel_info_request", {}), client.execute("1 + 1")]
        assert [client.reply(each).content["status"] for each in ids] == ["ok", "ok"]


def cells_that_waited_are_aborted_with_an_error(client):
    ids = [client.execute(code) for code in ("await 1; throw new Error('first')", "'second'", "'third'")]
    replies = [client.reply(each).content for each in ids]
    assert [each["status"] for each in replies] == ["error"] * 3
    assert [each["ename"] for each in replies] == ["Error", "Aborted", "Aborted"]
    assert all("execution_count" in each for each in replies)
    client.until_idle(ids[-1])


def flags_of_execute_are_obeyed(client):
    reply, outputs = client.run("'silent'", silent=True)
    assert outputs == []
    before = reply["execution_count"]
    reply, outputs = client.run("'unstored'", store_history=False)
    assert [each.type for each in outputs] == ["execute_input", "execute_result"]
    assert client.run("1")[0]["execution_count"] == before + 1
    tail = {"hist_access_type": "tail", "n": 1, "output": False, "raw": True}
    assert client.ask("history_request", tail)["history"][0][2] == "1"
    expressions = {"good": "1 + 1", "bad": "missing()"}
    reply, outputs = client.run("'x'", user_expressions=expressions)
    assert reply["user_expressions"]["good"]["data"] == {"text/plain": "2"}
    assert reply["user_expressions"]["bad"]["ename"] == "ReferenceError"
    assert [each.type for each in outputs] == ["execute_input", "execute_result"]
    ids = [client.execute("throw 1", stop_on_error=False), client.execute("'ran'")]
    assert [client.reply(each).content["status"] for each in ids] == ["error", "ok"]
    client.until_idle(ids[-1])


probes = [
    a_synchronous_loop_is_interrupted,
    an_awaiting_cell_is_interrupted,
    a_loop_after_an_await_is_interrupted,
    a_loop_in_a_timer_is_interrupted,
    a_loop_in_a_worker_does_not_hold_up_the_kernel,
    blocking_on_a_lock_is_interrupted,
    an_interrupt_with_nothing_to_stop_is_answered,
    a_shutdown_ends_an_idle_kernel_within_a_second,
    a_restart_is_echoed_and_ends_a_computing_kernel,
    a_shutdown_on_the_shell_channel_works_as_well,
    requests_that_came_before_the_kernel_was_ready_are_answered,
    cells_that_waited_are_aborted_with_an_error,
    flags_of_execute_are_obeyed,
]
