/**
 * Probes in Python that speak raw ZeroMQ and share no code with Jupyter: what the test kit does not cover.
 * Each function in probe/*.py is one test.
 */
import { execFile } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pythonPath } from "./python.js";
import { installForTests, scratchFolder } from "./testKernel.js";

/** By name, so that a probe that vanishes is noticed. */
const probes: Readonly<Record<string, readonly string[]>> = {
  messages: [
    "starting_comes_once_and_welcome_first",
    "every_request_is_between_busy_and_idle_on_shell_and_control",
    "replies_carry_type_parent_version_and_the_kernels_own_session",
    "two_clients_get_their_own_replies_and_all_broadcasts",
    "several_identity_frames_come_back_in_order",
    "an_empty_key_switches_signatures_off",
    "malformed_frames_are_dropped_and_logged",
    "unknown_messages_are_ignored_silently",
    "display_ids_are_updated_by_later_cells",
    "json_data_is_sent_as_objects",
    "a_synchronous_prompt_blocks_only_its_cell",
    "a_blocking_prompt_is_interrupted",
    "a_prompt_is_an_error_where_no_input_is_taken",
    "history_outlives_the_kernel_and_keeps_kernels_apart",
    "an_idle_follows_everything_of_its_request",
  ],
  outputs: [
    "twenty_thousand_prints_arrive_in_order",
    "a_hundred_thousand_prints_arrive_in_order",
    "twenty_thousand_displays_arrive_in_order",
    "prints_and_displays_interleave_as_written",
    "text_appears_while_a_loop_still_runs",
    "binary_output_arrives_whole",
    "a_flood_is_cut_at_32_mib_with_a_note",
    "a_slow_client_loses_nothing_and_fills_no_memory",
    "a_client_that_stopped_reading_holds_nobody_up_for_long",
    "an_endless_flood_is_interrupted",
  ],
  lifecycle: [
    "a_synchronous_loop_is_interrupted",
    "an_awaiting_cell_is_interrupted",
    "a_loop_after_an_await_is_interrupted",
    "a_loop_in_a_timer_is_interrupted",
    "a_loop_in_a_worker_does_not_hold_up_the_kernel",
    "blocking_on_a_lock_is_interrupted",
    "an_interrupt_with_nothing_to_stop_is_answered",
    "a_shutdown_ends_an_idle_kernel_within_a_second",
    "a_restart_is_echoed_and_ends_a_computing_kernel",
    "a_shutdown_on_the_shell_channel_works_as_well",
    "requests_that_came_before_the_kernel_was_ready_are_answered",
    "cells_that_waited_are_aborted_with_an_error",
    "flags_of_execute_are_obeyed",
  ],
};

describe.each(Object.entries(probes))("probe of %s", (module, names) => {
  let outcomes: Record<string, string> = {};
  const scratch = scratchFolder();

  beforeAll(async () => {
    const data = await installForTests(scratch);
    const script = fileURLToPath(new URL("probe/run.py", import.meta.url));
    const env = {
      ...process.env,
      PROBE_KERNELSPEC: join(data, "kernels", "typescript", "kernel.json"),
      JUPYTER_DATA_DIR: scratch, // the history goes there
      TMPDIR: scratch,
    };
    const { stdout } = await promisify(execFile)(pythonPath(), [script, module], { env });
    outcomes = JSON.parse(stdout) as Record<string, string>;
  }, 300_000);

  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  it.each(names)("%s", (name) => {
    expect(outcomes[name]).toBe("");
  });

  it("has no probe that is not listed here", () => {
    expect(Object.keys(outcomes)).toEqual(names);
  });
});
