"""Output under load: nothing is lost, the order holds, the memory stays bounded, whatever a client does."""

import time

from wire import Kernel

show = 'const shown = (n: number) => display({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": String(n) }) }); '


def text_of(messages):
    return "".join(each.content["text"] for each in messages if each.type == "stream")


def twenty_thousand_prints_arrive_in_order(client):
    _, outputs = client.run("for (let i = 0; i < 20000; i++) console.log('line', i)")
    assert text_of(outputs) == "".join(f"line {i}\n" for i in range(20000))
    assert len(outputs) < 100, "they are gathered"


def a_hundred_thousand_prints_arrive_in_order(client):
    _, outputs = client.run("for (let i = 0; i < 100000; i++) console.log(i)", timeout=120)
    assert text_of(outputs) == "".join(f"{i}\n" for i in range(100000))


def twenty_thousand_displays_arrive_in_order(client):
    _, outputs = client.run(show + "for (let i = 0; i < 20000; i++) shown(i)", timeout=120)
    numbers = [int(each.content["data"]["text/plain"]) for each in outputs if each.type == "display_data"]
    assert numbers == list(range(20000))


def prints_and_displays_interleave_as_written(client):
    code = "for (let i = 0; i < 500; i++) { console.log(i); console.error(i); shown(i) }"
    _, outputs = client.run(code)
    kinds = [each.content.get("name", each.type) for each in outputs[1:]]
    assert kinds == ["stdout", "stderr", "display_data"] * 500, kinds[:10]


def text_appears_while_a_loop_still_runs(client):
    request = client.execute("console.log('now'); { const end = Date.now() + 1500; while (Date.now() < end) {} }")
    while client.receive("iopub").type != "stream":
        pass
    assert not client.sockets["shell"].poll(500), "the cell still runs"
    client.until_idle(request)
    client.reply(request)


def binary_output_arrives_whole(client):
    code = """const comm = (globalThis as any)[Symbol.for("jupyter.kernel")].openComm("probe");
      for (let i = 0; i < 20; i++) comm.send({ i }, { buffers: [new Float64Array(500000).fill(i)] })"""
    _, outputs = client.run(code)
    sent = [each for each in outputs if each.type == "comm_msg"]
    assert [each.content["data"]["i"] for each in sent] == list(range(20))
    for i, each in enumerate(sent):
        assert len(each.buffers[0]) == 4_000_000
        assert each.buffers[0][-8:] == __import__("struct").pack("<d", i)


def a_flood_is_cut_at_32_mib_with_a_note(client):
    _, outputs = client.run("const mega = 'x'.repeat(2 ** 20); for (let i = 0; i < 100; i++) process.stdout.write(mega)")
    printed = "".join(each.content["text"] for each in outputs if each.content.get("name") == "stdout")
    assert len(printed) == 32 * 2**20
    assert "output truncated: a cell may print 32 MiB" in text_of(outputs)
    assert "still 1" in text_of(client.run("console.log('still', 1)")[1])


def a_slow_client_loses_nothing_and_fills_no_memory(_client):
    with Kernel() as kernel:
        fast = kernel.ready()
        slow = kernel.client(receive_limit=2)
        slow.until_idle(fast.execute("0"))
        before = kernel.memory()
        request = fast.execute(show.replace("String(n)", "String(n).padEnd(2 ** 20)") + "for (let i = 0; i < 300; i++) shown(i)")
        time.sleep(1)  # nobody reads
        seen = []
        while not (seen and seen[-1].of == request and seen[-1].state == "idle"):
            seen.append(slow.receive("iopub"))
            time.sleep(0.002)
            while fast.sockets["iopub"].poll(0):
                fast.sockets["iopub"].recv_multipart()
            assert kernel.memory() - before < 280, kernel.memory()
        numbers = [int(each.content["data"]["text/plain"]) for each in seen if each.type == "display_data"]
        assert numbers == list(range(300)), numbers[:5]


def a_client_that_stopped_reading_holds_nobody_up_for_long(_client):
    """It loses messages; the others lose none, and the memory stays bounded."""
    with Kernel() as kernel:
        reading = kernel.ready()
        stopped = kernel.client(receive_limit=2)
        reading.until_idle(reading.execute("0"))
        before = kernel.memory()
        code = show.replace("String(n)", "String(n).padEnd(2 ** 20)") + "for (let i = 0; i < 300; i++) shown(i)"
        _, outputs = reading.run(code, timeout=60)
        assert sum(each.type == "display_data" for each in outputs) == 300
        assert kernel.memory() - before < 280, kernel.memory() - before
        started = time.time()
        assert reading.value("1 + 1") == "2"
        assert time.time() - started < 2
        assert stopped.sockets["iopub"].poll(100)
        assert "a client reads nothing; it loses messages" in kernel.logged()


def an_endless_flood_is_interrupted(client):
    request = client.execute(show + "for (;;) shown(1)")
    time.sleep(1)
    client.reply(client.send("interrupt_request", {}, "control"), "control")
    outputs = client.outputs(request, 60)
    assert outputs[-1].content.get("ename") == "KeyboardInterrupt", outputs[-1].type
    client.reply(request)
    assert client.value("6 * 7") == "42"


probes = [
    twenty_thousand_prints_arrive_in_order,
    a_hundred_thousand_prints_arrive_in_order,
    twenty_thousand_displays_arrive_in_order,
    prints_and_displays_interleave_as_written,
    text_appears_while_a_loop_still_runs,
    binary_output_arrives_whole,
    a_flood_is_cut_at_32_mib_with_a_note,
    a_slow_client_loses_nothing_and_fills_no_memory,
    a_client_that_stopped_reading_holds_nobody_up_for_long,
    an_endless_flood_is_interrupted,
]
