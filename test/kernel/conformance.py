"""Runs Jupyter's own kernel test kit against the kernel, every optional sample configured.

Prints one JSON object: test name -> {"outcome": "passed" | "failed" | "skipped", "detail": text}.
"""

import json
import sys
import unittest

from jupyter_kernel_test import IopubWelcomeTests, KernelTests

display = '({ [Symbol.for("Jupyter.display")]: () => ({ "text/plain": "p", "text/html": "<p>" }) })'


class TypeScriptKernel(KernelTests):
    kernel_name = "typescript"
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('oops')"
    completion_samples = [
        {"text": "Array.isA", "matches": {"isArray"}},
        {"text": "Math.cbr", "matches": {"cbrt"}},
        {"text": "JSON.", "matches": {"parse", "stringify"}},
        {"text": "[1].toSor", "matches": {"toSorted"}},
    ]
    complete_code_samples = [
        "1 + 1",
        "const f = (x: number) => x",
        "for (const x of [1]) {\n  x;\n}",
        "interface A { b: string }",
        "await Promise.resolve(1)",
        "`a\nb`",
        "// only a comment",
        "",
    ]
    incomplete_code_samples = [
        "function f() {",
        "foo(1,",
        "const x =",
        "`unterminated",
        "/* open",
        "[1, 2",
        "class A {\n  b = 1;",
        "if (true) {\n  1;",
    ]
    invalid_code_samples = [
        "const = 4",
        ")",
        '"abc',
        "foo(1 2)",
        "x y z",
        "let 1a = 2",
    ]
    code_page_something = "parseFloat?"
    code_generate_error = "throw new Error('wanted')"
    code_execute_result = [
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "[1, 2, 3].map((x) => x * x)", "result": "[ 1, 4, 9 ]"},
        {"code": "1 + 2 + 3", "result": "6"},
        {"code": "await Promise.resolve('a')", "result": "'a'"},
        {"code": display, "result": "<p>", "mime": "text/html"},
    ]
    code_display_data = [
        {"code": "display('text')", "mime": "text/plain"},
        {"code": f"await display({display})", "mime": "text/html"},
    ]
    code_history_pattern = "1 + 2 + ?"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "parseFloat"
    code_clear_output = (
        '(globalThis as any)[Symbol.for("jupyter.kernel")].clearOutput(true)'
    )


class Welcome(IopubWelcomeTests):
    kernel_name = "typescript"
    support_iopub_welcome = True


class Recorder(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.outcomes = {}

    def note(self, test, outcome, detail=""):
        name = getattr(test, "test_case", test)._testMethodName
        known = self.outcomes.get(name, {"outcome": "passed", "detail": ""})
        if outcome != "passed":
            known = {"outcome": outcome, "detail": f"{known['detail']}{detail}\n"}
        self.outcomes[name] = known

    def addSuccess(self, test):
        self.note(test, "passed")

    def addError(self, test, err):
        self.note(test, "failed", self._exc_info_to_string(err, test))

    addFailure = addError

    def addSkip(self, test, reason):
        self.note(test, "skipped", reason)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self.note(subtest, "failed", self._exc_info_to_string(err, test))


suite = unittest.TestSuite()
for case in (TypeScriptKernel, Welcome):
    suite.addTests(unittest.defaultTestLoader.loadTestsFromTestCase(case))
recorder = Recorder()
suite.run(recorder)
json.dump(recorder.outcomes, sys.stdout)
